using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Sweeps.Attachments;

/// <summary>
/// What the best classifiers of a sweep read right together; the attachment <c>ensemble</c> of the best trial.
/// </summary>
public sealed record EnsembleGain
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "ensemble";

    /// <summary>What was classified, such as <c>test</c>.</summary>
    public required string Subset { get; init; }

    /// <summary>How many examples, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>The trials whose probabilities are averaged, the best by the objective first; at least two.</summary>
    public required ImmutableArray<EnsembleMember> Members { get; init; }

    /// <summary>The share of the examples that they read right together, 0 … 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>How much more they read right together than the best trial by the objective: −1 … 1.</summary>
    public double Gain => Accuracy - Members[0].Accuracy;

    /// <summary>
    /// How much more they read right together than the member that reads most of the examples right by itself.
    /// </summary>
    public double GainOverBestSingle => Accuracy - Members.Max(m => m.Accuracy);

    /// <summary>Reads it from the content of an attachment.</summary>
    /// <exception cref="JsonException">The content is none.</exception>
    public static EnsembleGain FromJson(ReadOnlySpan<byte> json)
    {
        EnsembleGain ensemble = TrialAttachment.ReadJson<EnsembleGain>(json, "The ensemble is null.");
        return !ensemble.Members.IsDefault && ensemble.Members.Length >= 2
            ? ensemble
            : throw new JsonException("An ensemble has at least two members.");
    }

    /// <summary>The ensemble as an attachment, stored in the database.</summary>
    public TrialAttachment ToAttachment() => TrialAttachment.OfJson(AttachmentName, this);
}

/// <summary>A trial of an ensemble.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Accuracy">The share of the examples that it reads right by itself, 0 … 1.</param>
public readonly record struct EnsembleMember(int Trial, double Accuracy);
