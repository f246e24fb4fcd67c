#!/usr/bin/env bash
#SBATCH --job-name=contrapose-check
#SBATCH --array=0-7
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=04:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
# A check as a job array: each task does its share and writes it to the folder of --out.
#   sbatch --array=0-3 deploy/slurm.sh [option or claim of "contrapose check"]...
# Without arguments: all claims, --runs 20000 --mutants. The array is as many shares as it has tasks; CONTRAPOSE_SHARDS or --out names the
# folder (default: shards). Submit it from a folder where contrapose is installed, or from a clone. A task that is requeued or submitted again goes on from
# what it wrote; one task alone is submitted again with the number of all: sbatch --array=2 deploy/slurm.sh --shards 4 ...
# Then: npx contrapose merge shards --json
set -euo pipefail

refuse() {
  echo "slurm.sh: expected $1, got $2" >&2
  exit 2
}

[ -n "${SLURM_ARRAY_TASK_ID:-}" ] || refuse 'a task of a job array (sbatch --array=0-3 deploy/slurm.sh ...)' 'none'

[ "$#" -gt 0 ] || set -- --runs 20000 --mutants
out=(--out "${CONTRAPOSE_SHARDS:-shards}")
for argument in "$@"; do
  case "$argument" in
    --out | --out=*) out=() ;;
    --shard | --shard=*) refuse 'the share to follow from the array' "$argument" ;;
  esac
done

for program in node_modules/.bin/contrapose dist/cli/main.js "$(command -v contrapose || true)"; do
  if [ -x "$program" ]; then exec "$program" check "$@" ${out[@]+"${out[@]}"}; fi
done
refuse "contrapose to be installed in $PWD" 'none'
