import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noDefaultExport = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name: the name is then the same everywhere.',
  },
  {
    selector: 'ExportSpecifier[exported.name="default"]',
    message: 'Export by name: the name is then the same everywhere.',
  },
];

/**
 * Exported functions say what they return. Two kinds are left to inference: those whose whole body is one expression,
 * and functions of a field `F`, whose result is the record of operations over that field.
 */
const statedReturnTypes = [
  {
    selector:
      'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator:not([id.typeAnnotation]) > ' +
      'ArrowFunctionExpression[body.type="BlockStatement"]:not([returnType]):not([params.0.name="F"])',
    message: 'State the return type of an exported function.',
  },
  {
    selector: 'ExportNamedDeclaration > FunctionDeclaration:not([returnType])',
    message: 'State the return type of an exported function.',
  },
];

const arrowFunctions = [
  {
    selector: 'FunctionDeclaration[generator=false]',
    message: 'Write a constant arrow function.',
  },
];

export default defineConfig(
  globalIgnores(['**/dist/', '.stryker-tmp/', 'reports/', 'coverage/', 'docs/api/', 'fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: 'error',
      'no-self-compare': 'error',
      'no-restricted-syntax': ['error', ...noDefaultExport, ...statedReturnTypes, ...arrowFunctions],
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // An index is typed as present (numerical code would drown in checks), so a check of it is not "unnecessary".
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A type parameter used once often names the scalar of a field, which is worth naming.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Loops over an index are how matrices are read.
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // vitest takes a reporter from the default export of a module.
    files: ['src/vitest/index.ts'],
    rules: { 'no-restricted-syntax': ['error', ...statedReturnTypes, ...arrowFunctions] },
  },
  {
    files: ['*.config.ts', '*.config.js'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
