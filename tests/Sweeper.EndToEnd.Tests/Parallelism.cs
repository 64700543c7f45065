// Most of them wait: for a process to start, to report, or to end.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
