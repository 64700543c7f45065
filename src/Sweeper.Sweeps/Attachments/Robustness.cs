using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Sweeps.Attachments;

/// <summary>How well a classifier does on disturbed examples; the attachment <c>robustness</c> of its trial.</summary>
public sealed record Robustness
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "robustness";

    /// <summary>What was classified, such as <c>test</c>.</summary>
    public required string Subset { get; init; }

    /// <summary>How many examples, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>The share of them read right as they are, 0 … 1.</summary>
    public required double Accuracy { get; init; }

    public required ImmutableArray<RobustnessCurve> Curves { get; init; }

    /// <summary>Reads it from the content of an attachment.</summary>
    /// <exception cref="JsonException">The content is none.</exception>
    public static Robustness FromJson(ReadOnlySpan<byte> json)
    {
        Robustness robustness = TrialAttachment.ReadJson<Robustness>(json, "The robustness is null.");
        bool isWhole = !robustness.Curves.IsDefault && robustness.Curves.All(c => c is not null && !c.Points.IsDefaultOrEmpty);
        return isWhole ? robustness : throw new JsonException("A curve of the robustness has no points.");
    }

    /// <summary>The curves as an attachment, stored in the database.</summary>
    public TrialAttachment ToAttachment() => TrialAttachment.OfJson(AttachmentName, this);
}

/// <summary>How well a classifier does the more its examples are disturbed in one way.</summary>
public sealed record RobustnessCurve
{
    /// <summary>What is done to the examples, as lower-case words joined by underscores: <c>shift_right</c>.</summary>
    public required string Disturbance { get; init; }

    /// <summary>What its strength is measured in, for the title of an axis: <c>pixels to the right</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>In ascending order of the amounts, at least one.</summary>
    public required ImmutableArray<RobustnessPoint> Points { get; init; }
}

/// <summary>How well a classifier does at one strength of a disturbance.</summary>
/// <param name="Amount">The strength, in the unit of its curve; 0 leaves the examples as they are.</param>
/// <param name="Accuracy">The share of the examples that it reads right, 0 … 1.</param>
public readonly record struct RobustnessPoint(double Amount, double Accuracy);
