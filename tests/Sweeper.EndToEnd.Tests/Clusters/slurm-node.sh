#!/bin/bash
# A Slurm cluster of one node on this machine, without systemd, cgroups or a database, on loopback alone.
#
#   slurm-node.sh install                                                 installs the packages where they are missing, as root
#   slurm-node.sh start DIR CTLD_PORT SLURMD_PORT [Parameter=value ...]   starts it, or what has died of it
#   slurm-node.sh stop DIR                                                cancels its jobs and ends it
#
# DIR may have 60 characters: unix sockets lie in it.
set -euo pipefail
export LC_ALL=C PATH=$PATH:/usr/sbin:/sbin
command=$1 dir=${2:-}
export SLURM_CONF=$dir/slurm.conf
fail() { echo "$*" >&2; exit 1; }

# A daemon by its pid file, which counts only while that process is one of this folder.
pid_of() { local pid; pid=$(cat "$dir/$1.pid" 2>/dev/null) && grep -qzF "$dir" "/proc/$pid/cmdline" 2>/dev/null && echo "$pid"; }

installed() { type munged mungekey slurmctld slurmd sbatch >/dev/null 2>&1; }

install() {
  installed && return
  # Their own services are not to start.
  local policy=/usr/sbin/policy-rc.d made=
  [ -e $policy ] || { made=1; printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy; }
  apt-get update -q || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends slurm-wlm munge || true
  [ -z $made ] || rm -f $policy
  installed || fail "slurm-wlm and munge could not be installed"
}

configure() {
  local host user
  host=$(hostname -s) user=$(id -un)
  cat >"$SLURM_CONF" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$1
SlurmdPort=$2
SlurmUser=$user
SlurmdUser=$user
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=$dir/munge.socket,cred_expire=10
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/affinity
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
SlurmdParameters=config_overrides
PropagateResourceLimits=NONE
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
MailProg=/bin/true
JobRequeue=1
KillWait=5
ReturnToService=2
SlurmdTimeout=30
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 RealMemory=500 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
PartitionName=short Nodes=$host MaxTime=1 State=UP
CONF
  shift 2
  printf '%s\n' "$@" >>"$SLURM_CONF"
}

launch() {
  local name=$1
  pid_of "$name" >/dev/null && return
  rm -f "$dir/$name.pid"
  env -i PATH="$PATH" HOME="${HOME:-/}" SLURM_CONF="$SLURM_CONF" "$@" >"$dir/$name.out" 2>&1 </dev/null || fail "$name: $(tail -n 3 "$dir/$name.out")"
  for _ in {1..100}; do pid_of "$name" >/dev/null && return; sleep 0.1; done
  fail "$name did not stay up: $(tail -n 3 "$dir/$name.out" "$dir/$name.log")"
}

start() {
  mkdir -p "$dir/state" "$dir/spool"
  installed || fail "slurm-wlm and munge are not installed"
  getent ahostsv4 "$(hostname -s)" | grep -q '^127\.' || fail "$(hostname -s) needs a loopback address in /etc/hosts"
  [ -s "$SLURM_CONF" ] || configure "$@"
  [ -s "$dir/munge.key" ] || mungekey --create --keyfile="$dir/munge.key"
  launch munged --force --key-file="$dir/munge.key" --socket="$dir/munge.socket" --pid-file="$dir/munged.pid" \
    --log-file="$dir/munged.log" --seed-file="$dir/munged.seed" --num-threads=2
  launch slurmctld -f "$SLURM_CONF"
  launch slurmd -f "$SLURM_CONF"
  local state=
  for _ in {1..300}; do
    state=$(timeout 10 sinfo -h -o %T -p main 2>&1) || true
    case $state in
      idle | mixed | allocated | completing) exit 0 ;;
      drained*) scontrol update "nodename=$(hostname -s)" state=resume || true ;;
    esac
    sleep 0.1
  done
  fail "the node is not ready: $state"
}

# Tasks and their keepers, which no pid file names.
leftovers() {
  local file
  for file in $(grep -lzxF "SLURM_CONF=$SLURM_CONF" /proc/[0-9]*/environ 2>/dev/null); do
    { grep -qz '^SLURM_JOB_ID=' "$file" || grep -qz '^slurmstepd: ' "${file%environ}cmdline"; } 2>/dev/null && basename "$(dirname "$file")"
  done
  true
}

stop() {
  pid_of slurmctld >/dev/null && timeout 20 scancel --user="$(id -un)" 2>/dev/null || true
  for _ in {1..60}; do [ -n "$(leftovers)" ] || break; sleep 0.1; done
  leftovers | xargs -r kill -9 2>/dev/null || true
  local name pid
  for name in slurmd slurmctld munged; do
    pid=$(pid_of $name) || continue
    kill "$pid"
    for _ in {1..150}; do pid_of $name >/dev/null || break; sleep 0.1; done
    pid=$(pid_of $name) && kill -9 "$pid" || true
  done
}

"$command" "${@:3}"
