#!/bin/sh
# A walk towards a goal in a shell script. It goes on from where it was interrupted: Sweeper keeps the folder of the variable
# SWEEPER_CHECKPOINT from one attempt to the next. Metrics are JSON objects in the file that SWEEPER_METRICS names.
step=$1 place=0 epoch=0
state=${SWEEPER_CHECKPOINT:-.}/state
[ -n "$SWEEPER_CHECKPOINT" ] && [ -f "$state" ] && read -r epoch place < "$state"
while [ "$epoch" -lt 8 ]; do
    sleep 0.2
    epoch=$((epoch + 1)) place=$((place + step))
    echo "{\"epoch\": $epoch, \"distance_error\": $(( (100 - place) * (100 - place) ))}" >> "${SWEEPER_METRICS:-/dev/stdout}"
    [ -n "$SWEEPER_CHECKPOINT" ] && echo "$epoch $place" > "$state"
done
exit 0
