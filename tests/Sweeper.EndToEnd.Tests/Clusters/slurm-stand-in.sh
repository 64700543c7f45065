#!/bin/bash
# Stands in for Slurm's commands, by whose names it is called: tasks run on this machine, one after the other, in order.
# $STAND_IN is its folder: jobs/JOB has the name, the number of tasks and a file for the state of each.
set -euo pipefail
jobs=$STAND_IN/jobs
mkdir -p "$jobs"

run_tasks() {
  local job=$1 last=$2 task
  exec 9>"$STAND_IN/turn"
  flock 9
  for ((task = 0; task <= last; task++)); do
    [ ! -e "$jobs/$job/cancelled" ] || continue
    echo RUNNING >"$jobs/$job/$task"
    SLURM_ARRAY_JOB_ID=$job SLURM_ARRAY_TASK_ID=$task bash "$jobs/$job/script" >"$jobs/$job/$task.log" 2>&1 9>&- &&
      echo COMPLETED >"$jobs/$job/$task" || echo FAILED >"$jobs/$job/$task"
  done
}

case $(basename "$0") in
  sbatch)
    [ "$1" != --version ] || { echo "slurm stand-in"; exit 0; }
    for argument in "$@"; do
      case $argument in
        --array=*) last=${argument##*=0-}; last=${last%%%*} ;;
        --job-name=*) name=${argument#*=} ;;
      esac
    done
    ((last < ${STAND_IN_ARRAY:-1001})) || { echo "sbatch: error: Invalid job array specification" >&2; exit 1; }
    echo x >>"$STAND_IN/count"
    job=$(wc -l <"$STAND_IN/count")
    mkdir "$jobs/$job"
    cat >"$jobs/$job/script"
    echo "$name" >"$jobs/$job/name"
    echo "$last" >"$jobs/$job/last"
    (run_tasks "$job" "$last") >/dev/null 2>&1 </dev/null &
    echo "$job"
    ;;
  squeue)
    echo x >>"$STAND_IN/asked"
    for argument in "$@"; do case $argument in --name=*) names=",${argument#*=}," ;; esac; done
    for folder in "$jobs"/*/; do
      job=$(basename "$folder")
      [[ $names == *,$(cat "$folder/name"),* ]] || continue
      for ((task = 0; task <= $(cat "$folder/last"); task++)); do
        state=PENDING
        [ ! -s "$folder/$task" ] || read -r state <"$folder/$task"
        [ "$state" != PENDING ] || [ ! -e "$folder/cancelled" ] || state=CANCELLED
        printf '%-24s%-16s%-24s%-80s%-16s%s\n' "$job" "$task" "$state" None 0 "$(cat "$folder/name")"
      done
    done
    ;;
  scancel)
    for argument in "$@"; do case $argument in --name=*) name=${argument#*=} ;; esac; done
    for folder in "$jobs"/*/; do [ "$(cat "$folder/name")" != "$name" ] || touch "$folder/cancelled"; done
    ;;
  scontrol) echo "MaxArraySize = ${STAND_IN_ARRAY:-1001}"; echo "MaxJobCount = 100000" ;;
  sinfo) echo "main|infinite|64" ;;
esac
