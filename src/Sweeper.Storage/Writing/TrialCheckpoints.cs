using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeper.Storage.Files;
using Sweeper.Sweeps.Store;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Storage.Writing;

/// <summary>The checkpoints of one sweep: a file for each trial that is under way. For several threads, one per trial.</summary>
internal sealed class TrialCheckpoints(string folder, string fingerprint, string? earlierFingerprint)
{
    private const string Prefix = "trial-";
    private const string Extension = ".checkpoint";

    /// <summary>Replaces the checkpoint of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="epoch">The epoch after which it is saved.</param>
    /// <param name="write">Writes the state.</param>
    /// <param name="commit">Returns when every epoch up to it is on disk.</param>
    public void Save(Trial trial, int epoch, Action<Stream> write, Action commit) =>
        CheckpointFile.Write(PathOf(trial.Number), KeyOf(trial, fingerprint), epoch, write, commit);

    /// <summary>What is there of a trial that was interrupted, or pruned and is to go on.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="epochs">All epochs that were recorded of it, in ascending order.</param>
    public EarlierAttempt Find(Trial trial, ImmutableArray<EpochMetrics> epochs)
    {
        string path = PathOf(trial.Number);
        if (!File.Exists(path))
            return EarlierAttempt.None;
        (int? found, string? refusal) = Check(path, trial);
        if (found is not int epoch)
            return new EarlierAttempt { Refusal = refusal };
        if (!epochs.Any(e => e.Epoch == epoch))
        {
            return new EarlierAttempt
            {
                Refusal = string.Create(
                    CultureInfo.InvariantCulture, $"its checkpoint is of epoch {epoch}, which the database does not have"),
            };
        }

        return new EarlierAttempt
        {
            Epochs = [.. epochs.Where(e => e.Epoch <= epoch)],
            Checkpoint = new TrialCheckpoint(epoch, () => CheckpointFile.OpenContent(path)),
        };
    }

    /// <summary>Removes the checkpoint of a trial, if there is one.</summary>
    public void Remove(Trial trial) => Delete(PathOf(trial.Number));

    /// <summary>
    /// Removes what a process left that died between the end of a trial and the removal of its checkpoint, and half-written
    /// files.
    /// </summary>
    /// <param name="states">The states of the trials in the order of their numbers.</param>
    public void Tidy(ImmutableArray<TrialState> states)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (string file in Directory.GetFiles(folder, Prefix + "*"))
        {
            string name = Path.GetFileName(file);
            string digits = name.EndsWith(Extension, StringComparison.Ordinal) ? name[Prefix.Length..^Extension.Length] : "";
            bool isNeeded = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number >= 1 && number <= states.Length && states[number - 1] is TrialState.Interrupted or TrialState.Pruned;
            if (!isNeeded)
                Delete(file);
        }
    }

    /// <summary>Removes the folder when nothing is in it.</summary>
    public void RemoveFolder()
    {
        try
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty folder does no harm.
        }
    }

    private (int? Epoch, string? Refusal) Check(string path, Trial trial)
    {
        try
        {
            (int? Epoch, string? Refusal) found = CheckpointFile.Check(path, KeyOf(trial, fingerprint));
            return found.Epoch is null && earlierFingerprint is not null
                ? CheckpointFile.Check(path, KeyOf(trial, earlierFingerprint))
                : found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"its checkpoint cannot be read: {e.Message.TrimEnd('.')}");
        }
    }

    private static void Delete(string path)
    {
        try
        {
            if (File.Exists(path))
                File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only a trial that goes on looks for its checkpoint: this one is never read again.
        }
    }

    private static byte[] KeyOf(Trial trial, string fingerprint) => SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{fingerprint} {trial.Identity} {trial.Seed}")));

    private string PathOf(int number) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}{Extension}"));
}
