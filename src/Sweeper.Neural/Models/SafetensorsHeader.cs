using System.Collections.Immutable;
using System.Text.Json;

namespace Sweeper.Neural.Models;

/// <summary>Takes the header of a safetensors file apart.</summary>
internal static class SafetensorsHeader
{
    private const string MetadataKey = "__metadata__";

    /// <summary>The metadata, and the tensors in the order of their places.</summary>
    /// <exception cref="InvalidDataException">The header is none.</exception>
    public static (
        ImmutableDictionary<string, string> Metadata, ImmutableArray<SafetensorsEntry> Tensors) Read(JsonElement header)
    {
        Require(header.ValueKind == JsonValueKind.Object, "its header is not a JSON object");
        var metadata = ImmutableDictionary<string, string>.Empty;
        var entries = ImmutableArray.CreateBuilder<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in header.EnumerateObject())
        {
            Require(names.Add(property.Name), $"its header names '{property.Name}' twice");
            if (property.Name == MetadataKey)
                metadata = ReadMetadata(property.Value);
            else
                entries.Add(ReadEntry(property.Name, property.Value));
        }

        return (metadata, [.. entries.OrderBy(e => e.Start).ThenBy(e => e.End)]);
    }

    /// <summary>Checks that tensors fill their file.</summary>
    /// <param name="tensors">In the order of their places.</param>
    /// <param name="length">Bytes after the header.</param>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public static void CheckPlaces(ImmutableArray<SafetensorsEntry> tensors, long length)
    {
        long end = 0;
        foreach (SafetensorsEntry tensor in tensors)
        {
            Require(tensor.Start == end, $"the numbers of '{tensor.Name}' do not follow those before them");
            end = tensor.End;
        }

        Require(end == length, "its numbers do not fill it");
    }

    private static ImmutableDictionary<string, string> ReadMetadata(JsonElement metadata)
    {
        Require(metadata.ValueKind == JsonValueKind.Object, "its metadata are not a JSON object");
        var texts = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty text in metadata.EnumerateObject())
        {
            Require(text.Value.ValueKind == JsonValueKind.String, $"its metadata '{text.Name}' is no text");
            texts[text.Name] = text.Value.GetString()!;
        }

        return texts.ToImmutable();
    }

    private static SafetensorsEntry ReadEntry(string name, JsonElement entry)
    {
        Require(entry.ValueKind == JsonValueKind.Object, $"its header does not describe '{name}'");
        Require(
            entry.TryGetProperty("dtype", out JsonElement type) && type.ValueKind == JsonValueKind.String
                && type.ValueEquals("F32"),
            $"'{name}' is not of the type F32");
        long[] shape = ReadIntegers(name, entry, "shape"), offsets = ReadIntegers(name, entry, "data_offsets");
        Require(shape.All(size => size is >= 0 and <= int.MaxValue), $"the shape of '{name}' cannot be right");
        Int128 count = shape.Aggregate(Int128.One, (product, size) => product > Array.MaxLength ? product : product * size);
        Require(count <= Array.MaxLength, $"'{name}' is too large");
        Require(
            offsets is [>= 0, >= 0] && offsets[1] - offsets[0] == (long)count * sizeof(float),
            $"the place of '{name}' does not fit its shape");
        return new SafetensorsEntry(name, [.. shape.Select(size => (int)size)], offsets[0], offsets[1]);
    }

    private static long[] ReadIntegers(string name, JsonElement entry, string key)
    {
        Require(
            entry.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array, $"'{name}' has no {key}");
        return [.. list.EnumerateArray().Select(item =>
        {
            long value = 0;
            Require(
                item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out value), $"the {key} of '{name}' are no integers");
            return value;
        })];
    }

    private static void Require(bool holds, string complaint)
    {
        if (!holds)
            throw new InvalidDataException(complaint);
    }
}

/// <summary>A tensor of a safetensors file.</summary>
/// <param name="Name">Unique within the file.</param>
/// <param name="Shape">Sizes, the slowest varying first; each at least 0.</param>
/// <param name="Start">Where its numbers begin, in bytes after the header.</param>
/// <param name="End">Where they end.</param>
public sealed record SafetensorsEntry(string Name, ImmutableArray<int> Shape, long Start, long End);
