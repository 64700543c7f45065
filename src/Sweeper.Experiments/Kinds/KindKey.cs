using System.Text.Json.Nodes;

namespace Sweeper.Experiments.Kinds;

/// <summary>A key at the top of a document that only one kind of trial has.</summary>
/// <param name="Name">As files write it.</param>
/// <param name="After">The key of all documents after which it is listed.</param>
/// <param name="Description">What it says, in a line without a full stop.</param>
/// <param name="Schema">Makes the JSON Schema of its value anew.</param>
public sealed record KindKey(string Name, string After, string Description, Func<JsonObject> Schema)
{
    /// <summary>Whether no document of the kind may be without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether a document that has it is of the kind.</summary>
    public bool Claims { get; init; }
}
