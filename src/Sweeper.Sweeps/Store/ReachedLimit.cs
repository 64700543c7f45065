namespace Sweeper.Sweeps.Store;

/// <summary>A limit of a sweep that is reached.</summary>
/// <param name="Sentence">Which, as a sentence without a full stop.</param>
/// <param name="Remedy">What to write for the sweep to go on, such as <c>a longer max_duration</c>.</param>
public sealed record ReachedLimit(string Sentence, string Remedy);
