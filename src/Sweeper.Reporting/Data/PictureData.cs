using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sweeper.Reporting.Charts;
using Sweeper.Reporting.Classifier;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Reporting.Data;

/// <summary>
/// What the script shows of trials that are classifiers of images: each image once, then the examples, calibration and first
/// weights of each trial.
/// </summary>
internal static class PictureData
{
    private const int Decimals = 4;

    public static void Write(Utf8JsonWriter json, ImmutableArray<TrialPictures> trials)
    {
        if (trials.IsEmpty)
            return;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        json.WriteStartObject("pictures");
        json.WriteNumber("width", trials[0].Examples?.Width ?? 1);
        json.WriteNumber("channels", trials[0].Examples?.Channels ?? 1);
        json.WriteString("subset", trials[0].Examples?.Subset ?? "");
        json.WriteTexts("classes", trials[0].Examples?.Classes ?? []);
        json.WriteStartObject("trials");
        foreach (TrialPictures trial in trials)
            Write(json, trial, places);
        json.WriteEndObject();
        json.WriteTexts("images", places.OrderBy(p => p.Value).Select(p => p.Key));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrialPictures trial, Dictionary<string, int> places)
    {
        json.WriteStartObject(trial.Trial.ToString(CultureInfo.InvariantCulture));
        if (trial.Examples is ClassifierExamples examples)
        {
            WriteExamples(json, "errors", examples, examples.Errors, places);
            WriteExamples(json, "hits", examples, examples.Hits, places);
        }

        if (trial.Calibration is Calibration calibration)
        {
            json.WriteNumber("calibrationError", Math.Round(calibration.ExpectedError, Decimals));
            json.WriteStartArray("bins");
            foreach (ReliabilityBin bin in calibration.Bins.Where(b => b.Count > 0))
            {
                json.WriteStartArray();
                json.WriteNumberValue(bin.Count);
                json.WriteNumberValue(Math.Round(bin.MeanConfidence!.Value, Decimals));
                json.WriteNumberValue(Math.Round(bin.Accuracy!.Value, Decimals));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        if (trial.FirstLayer is WeightChart layer)
        {
            json.WriteNumber("unitWidth", layer.Width);
            json.WriteNumber("unitChannels", layer.Channels);
            json.WriteTexts("units", layer.Units.Select(u => u.Label));
            json.WriteTexts("weights", layer.Units.Select(u =>
                Convert.ToBase64String([.. u.Shares.Select(s => (byte)(sbyte)MathF.Round(127 * s))])));
        }

        json.WriteEndObject();
    }

    // [place among the images, index in the data set, class, read as, probability] of each.
    private static void WriteExamples(
        Utf8JsonWriter json, string name, ClassifierExamples all, ImmutableArray<ClassifierExample> examples,
            Dictionary<string, int> places)
    {
        json.WriteStartArray(name);
        foreach (ClassifierExample example in examples)
        {
            string pixels = PackedImage.Of(example.Pixels, all.Width, all.Channels);
            if (!places.TryGetValue(pixels, out int place))
                places[pixels] = place = places.Count;
            json.WriteNumbers([place, example.Index, example.Label, example.Predicted, example.Probability], 9);
        }

        json.WriteEndArray();
    }
}
