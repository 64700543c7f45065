using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;

namespace Sweeper.Sweeps.Spaces;

/// <summary>Text as JSON writes it.</summary>
internal static class JsonText
{
    private static readonly ConcurrentDictionary<string, byte[]> Keys = new(StringComparer.Ordinal);

    /// <summary>
    /// A string of JSON, escaped as <see cref="System.Text.Json.JsonSerializer"/> escapes by default, half a surrogate pair
    /// replaced. The serializer itself would spend more time on getting ready than a short command has.
    /// </summary>
    public static string Quote(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";

    /// <summary>The name of a hyperparameter, which are few, as the key of an object, with its colon, in UTF-8.</summary>
    public static byte[] Key(string name) => Keys.GetOrAdd(name, n => Encoding.UTF8.GetBytes($"{Quote(n)}:"));
}
