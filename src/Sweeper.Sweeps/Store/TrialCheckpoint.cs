namespace Sweeper.Sweeps.Store;

/// <summary>A state of a trial that was saved before it was interrupted.</summary>
/// <param name="Epoch">The epoch after which it was saved.</param>
/// <param name="Open">Opens the content that was written, for reading and seeking; it begins where the stream stands and ends with it.</param>
public sealed record TrialCheckpoint(int Epoch, Func<Stream> Open);
