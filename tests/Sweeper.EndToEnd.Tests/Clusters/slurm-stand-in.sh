#!/bin/bash
# Stands in for Slurm's commands, by whose names it is called: tasks run on this machine, one after the other, in order.
# $STAND_IN is its folder: jobs/JOB has the name, the last task, and a line for each change of a task's state. Further:
#   STAND_IN_ARRAY     how many tasks a submission may have, 1001 otherwise
#   STAND_IN_HOLD      no task is started: whoever set it says in the files what becomes of them
#   STAND_IN_TWICE     each task is started twice at once
#   STAND_IN_END       the state of tasks that fail, FAILED otherwise
#   STAND_IN_ACCOUNTS  squeue forgets tasks that have ended, and sacct knows them
set -euo pipefail
jobs=$STAND_IN/jobs
mkdir -p "$jobs"

run_tasks() {
  local job=$1 last=$2 output=$3 task pid log
  exec 9>"$STAND_IN/turn"
  flock 9
  for ((task = 0; task <= last; task++)); do
    [ ! -e "$jobs/$job/cancelled" ] || continue
    echo "$task RUNNING" >>"$jobs/$job/states"
    log=${output//%A/$job} log=${log//%a/$task}
    export SLURM_ARRAY_JOB_ID=$job SLURM_ARRAY_TASK_ID=$task
    bash "$jobs/$job/script" >>"$log" 2>&1 9>&- &
    pid=$!
    echo $pid >"$jobs/$job/running"
    [ -z "${STAND_IN_TWICE:-}" ] || bash "$jobs/$job/script" >>"$log" 2>&1 9>&- &
    if wait $pid; then
      echo "$task COMPLETED 0"
    elif [ -e "$jobs/$job/cancelled" ]; then
      echo "$task CANCELLED 0"
    else
      echo "$task ${STAND_IN_END:-FAILED} 256"
    fi >>"$jobs/$job/states"
    wait
    rm "$jobs/$job/running"
  done
}

# The state of each task of a job, through a format of awk: job, task, state, exit code, name.
states() {
  awk -v job="$(basename "$1")" -v name="$(cat "$1/name")" -v last="$(cat "$1/last")" \
    -v cancelled="$(ls "$1" | grep -c cancelled)" -v wanted="$2" -v format="$3" '
    { state[$1] = $2; code[$1] = $3 + 0 }
    END {
      for (task = 0; task <= last; task++) {
        now = task in state ? state[task] : cancelled ? "CANCELLED" : "PENDING"
        over = now != "PENDING" && now != "RUNNING"
        if (wanted == "all" || wanted == "over" && over || wanted == "alive" && !over)
          printf format "\n", job, task, now, code[task] + 0, name
      }
    }' "$1/states"
}

names=, pending=
for argument in "$@"; do
  case $argument in
    --name=*) names=",${argument#*=}," ;;
    --state=PENDING) pending=1 ;;
  esac
done

case $(basename "$0") in
  sbatch)
    [ "$1" != --version ] || { echo "slurm stand-in"; exit 0; }
    for argument in "$@"; do
      case $argument in
        --array=*) last=${argument##*=0-} last=${last%%%*} ;;
        --job-name=*) name=${argument#*=} ;;
        --output=*) output=${argument#*=} ;;
      esac
    done
    ((last < ${STAND_IN_ARRAY:-1001})) || { echo "sbatch: error: Invalid job array specification" >&2; exit 1; }
    echo x >>"$STAND_IN/count"
    job=$(wc -l <"$STAND_IN/count")
    mkdir "$jobs/$job"
    cat >"$jobs/$job/script"
    echo "$name" >"$jobs/$job/name"
    : >"$jobs/$job/states"
    echo "$last" >"$jobs/$job/last"
    if [ -z "${STAND_IN_HOLD:-}" ]; then run_tasks "$job" "$last" "$output" >/dev/null 2>&1 </dev/null & fi
    echo "$job"
    ;;
  squeue)
    wanted=$([ -n "${STAND_IN_ACCOUNTS:-}" ] && echo alive || echo all)
    date +%s.%N >>"$STAND_IN/asked"
    for folder in "$jobs"/*/; do
      [[ $names != *,$(cat "$folder/name"),* ]] ||
        states "$folder" "$wanted" "%-24s%-16s%-24s$(printf %-80s None)%-16s%s"
    done
    ;;
  sacct)
    [ -n "${STAND_IN_ACCOUNTS:-}" ] || { echo "Slurm accounting storage is disabled" >&2; exit 1; }
    for folder in "$jobs"/*/; do
      [[ $names != *,$(cat "$folder/name"),* ]] ||
        states "$folder" over '%s_%s %s %s %s' | awk '{ print $1 "|" $4 "|" $2 "|" $3 / 256 ":0" }'
    done
    ;;
  scancel)
    for folder in "$jobs"/*/; do
      [[ $names == *,$(cat "$folder/name"),* ]] || continue
      touch "$folder/cancelled"
      [ -n "$pending" ] || [ ! -e "$folder/running" ] || kill "$(cat "$folder/running")" 2>/dev/null || true
    done
    ;;
  scontrol) echo "MaxArraySize = ${STAND_IN_ARRAY:-1001}"; echo "MaxJobCount = 100000" ;;
  sinfo) echo "main*|infinite|64" ;;
esac
