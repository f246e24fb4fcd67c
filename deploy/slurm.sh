#!/usr/bin/env bash
#SBATCH --job-name=contrapose-check
#SBATCH --array=0-7
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=04:00:00
# A check of all claims in eight processes: SLURM_ARRAY_TASK_ID says which share this is, --shards how many there are. Submit it from a folder
# where contrapose is installed; a task that is started again goes on from what it wrote. Then: npx contrapose merge shards --json
set -euo pipefail
npx contrapose check --runs 20000 --mutants --shards 8 --out shards
