using System.Collections.Immutable;
using System.Globalization;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Sweeps.Pruners;

/// <summary>
/// Asynchronous successive halving: at each rung a trial goes on when its value is among the best part of those that have come
/// there so far, max(⌊n/η⌋, 1) of n, itself included. Nobody waits for others.
/// </summary>
/// <remarks>
/// Li, Jamieson, Rostamizadeh, Gonina, Hardt, Recht, Talwalkar, "A System for Massively Parallel Hyperparameter Tuning", MLSys
/// 2020 (arXiv:1810.05934), algorithm 2. A departure: a trial that is not among the best when it arrives is stopped rather than
/// paused, so it cannot be promoted later; that is the stopping variant of Klein, Tiao, Lienart, Archambeau, Seeger,
/// "Model-based Asynchronous Hyperparameter and Neural Architecture Search", 2020 (arXiv:2003.10865), section 3.
/// </remarks>
public sealed class SuccessiveHalvingPruner : IPruner
{
    public const int DefaultMinimumEpoch = 1;
    public const decimal DefaultEta = 3;

    private readonly decimal _eta;
    private readonly string _settings;

    /// <param name="minimumEpoch">The first rung; at least 1.</param>
    /// <param name="eta">The factor between rungs; one in so many goes on. Greater than 1.</param>
    /// <param name="maximumEpoch">No rung is later; at least <paramref name="minimumEpoch"/>, null for no last one.</param>
    public SuccessiveHalvingPruner(int minimumEpoch = DefaultMinimumEpoch, decimal eta = DefaultEta, int? maximumEpoch = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumEpoch ?? minimumEpoch, minimumEpoch);
        Rungs = RungLadder.Up(minimumEpoch, eta, maximumEpoch ?? int.MaxValue);
        _eta = eta;
        _settings = string.Create(
            CultureInfo.InvariantCulture, $"successive_halving {minimumEpoch} {maximumEpoch} {decimal.ToDouble(eta):R}");
    }

    /// <summary>The epochs at which trials are compared, ascending.</summary>
    public ImmutableArray<int> Rungs { get; }

    public string Rule => "successive halving";

    public string Settings => _settings;

    public string Describe(int lastEpoch) => RungText.Describe(Rule, Rungs, _eta, lastEpoch);

    public PrunerPeers Peers => PrunerPeers.Arrived;

    public int? RungAt(int epoch) => RungLadder.At(Rungs, epoch);

    public PrunerDecision Compare(PrunerArrival arrival, PrunerHistory history) => TopComparison.Decide(
        Rule, arrival, history, RungLadder.BestPart(history.At(arrival.Rung).Count, _eta));

    public string Explain(PrunerDecision decision, Objective objective) => TopComparison.Explain(decision, objective, "rung");
}
