using System.Text.Json;
using Sweeper.Sweeps.Store;

namespace Sweeper.Reporting.Classifier;

/// <summary>Reads what a report can also do without.</summary>
internal static class AttachmentReading
{
    /// <summary>What an attachment of a trial says; null when there is none, or none that can be read.</summary>
    /// <param name="reader">Where the sweep is recorded.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="trial">The number of the trial.</param>
    /// <param name="name">The name of the attachment.</param>
    /// <param name="parse">Reads its content.</param>
    public static T? Find<T>(ISweepReader reader, SweepRecord sweep, int trial, string name, Func<byte[], T> parse)
        where T : class
    {
        try
        {
            return reader.ReadAttachment(sweep, trial, name) is byte[] content ? parse(content) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            // The rest of the report does not depend on it.
            return null;
        }
    }
}
