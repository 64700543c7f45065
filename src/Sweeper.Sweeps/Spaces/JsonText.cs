using System.Text.Encodings.Web;

namespace Sweeper.Sweeps.Spaces;

/// <summary>Text as JSON writes it.</summary>
internal static class JsonText
{
    /// <summary>
    /// A string of JSON, escaped as <see cref="System.Text.Json.JsonSerializer"/> escapes by default, half a surrogate pair replaced. The serializer
    /// itself would spend more time on getting ready than a short command has.
    /// </summary>
    public static string Quote(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";
}
