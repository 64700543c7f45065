namespace Sweeper.Sweeps.Store;

/// <summary>What can be asked of a sweep while it runs.</summary>
public enum RequestKind
{
    /// <summary>A trial, or the whole sweep, stops as an interrupted one does: a later run carries on with it.</summary>
    Stop,

    /// <summary>A running trial ends as a pruned one: what it has is its result.</summary>
    Prune,

    /// <summary>A failed trial, or one that was stopped, is trained again.</summary>
    Retry,
}

/// <summary>Something that a person, or a program, asks of a sweep.</summary>
public sealed record SweepRequest
{
    public required RequestKind Kind { get; init; }

    /// <summary>The name of the sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>Which of the sweeps of that name; null for the one that runs, or the latest.</summary>
    public int? Number { get; init; }

    /// <summary>The number of the trial; null for the whole sweep, which can only be stopped.</summary>
    public int? Trial { get; init; }

    /// <summary>Who asks, in a few words that fit into a sentence, such as <c>ada at host</c>.</summary>
    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The sweep and the trial as people write them.</summary>
    public override string ToString() => (Number is int number ? new SweepReference(Sweep, number).ToString() : Sweep)
        + (Trial is int trial ? FormattableString.Invariant($"/{trial}") : "");
}

/// <summary>What came of a request.</summary>
/// <param name="IsGranted">Whether it is done.</param>
/// <param name="Text">What is done, or why nothing is; a sentence without a full stop.</param>
public sealed record RequestAnswer(bool IsGranted, string Text);

/// <summary>What a runner decides on a request.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="CarryOut">Does what was asked, once the answer is recorded; null when nothing is to be done.</param>
public readonly record struct RequestDecision(RequestAnswer Answer, Action? CarryOut = null);
