using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Pruners;

/// <summary>
/// Hyperband as the sweeps of Weights &amp; Biases have it: when a running trial comes to a bracket, it goes on if its value is
/// among the best 1/η of those that have come there so far.
/// </summary>
/// <remarks>
/// After Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar, "Hyperband: A Novel Bandit-Based Approach to Hyperparameter
/// Optimization", JMLR 18, 2018 (arXiv:1603.06560). A departure, which is that of Weights &amp; Biases: every trial passes all
/// brackets, rather than being assigned to one of ⌊log_η R⌋ + 1 brackets that halve from different epochs on.
/// </remarks>
public sealed class HyperbandPruner : IPruner
{
    public const decimal DefaultEta = 3;

    private readonly decimal _eta;
    private readonly bool _isStrict;

    private HyperbandPruner(ImmutableArray<int> brackets, decimal eta, bool isStrict, string settings)
    {
        Brackets = brackets;
        _eta = eta;
        _isStrict = isStrict;
        Settings = string.Create(CultureInfo.InvariantCulture, $"hyperband {settings} {decimal.ToDouble(eta):R} {isStrict}");
    }

    /// <summary>The epochs at which trials are compared, ascending.</summary>
    public ImmutableArray<int> Brackets { get; }

    public string Rule => "hyperband";

    public string Settings { get; }

    public string Describe(int lastEpoch) => RungText.Describe(Rule, Brackets, _eta, lastEpoch);

    public PrunerPeers Peers => PrunerPeers.Arrived;

    /// <summary>Brackets from the first one up: <paramref name="minimumEpoch"/>, ·η, ·η², …</summary>
    /// <param name="minimumEpoch">At least 1.</param>
    /// <param name="eta">Greater than 1.</param>
    /// <param name="isStrict">Whether max(⌊n/η⌋, 1) of n go on; otherwise it is one more, ⌊n/η⌋ + 1.</param>
    public static HyperbandPruner From(int minimumEpoch, decimal eta = DefaultEta, bool isStrict = false) => new(
        RungLadder.Up(minimumEpoch, eta, int.MaxValue), eta, isStrict,
        string.Create(CultureInfo.InvariantCulture, $"{minimumEpoch}.."));

    /// <summary>
    /// Brackets from the last epoch down: <paramref name="brackets"/> of them, maximumEpoch/η, /η², …, or all there are when
    /// that is null. The last epoch itself is none: nothing is left to save there.
    /// </summary>
    /// <param name="maximumEpoch">The epoch at which trials end; at least 1.</param>
    /// <param name="eta">Greater than 1.</param>
    /// <param name="brackets">At least 1; fewer when they run out at epoch 1.</param>
    /// <param name="minimumEpoch">No bracket is earlier; at least 1.</param>
    /// <param name="isStrict">Whether max(⌊n/η⌋, 1) of n go on; otherwise it is one more, ⌊n/η⌋ + 1.</param>
    public static HyperbandPruner UpTo(
        int maximumEpoch, decimal eta = DefaultEta, int? brackets = null, int minimumEpoch = 1, bool isStrict = false) => new(
            RungLadder.Down(maximumEpoch, eta, brackets ?? int.MaxValue, minimumEpoch),
            eta,
            isStrict,
            string.Create(CultureInfo.InvariantCulture, $"{minimumEpoch}..{maximumEpoch}/{brackets}"));

    public int? RungAt(int epoch) => RungLadder.At(Brackets, epoch);

    public PrunerDecision Compare(PrunerArrival arrival, PrunerHistory history)
    {
        int count = history.At(arrival.Rung).Count;
        return TopComparison.Decide(
            Rule, arrival, history, _isStrict ? RungLadder.BestPart(count, _eta) : (int)(count / _eta) + 1);
    }

    public string Explain(PrunerDecision decision, Objective objective) => TopComparison.Explain(decision, objective, "bracket");
}
