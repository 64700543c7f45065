using System.Text.Json;
using Sweeper.Reporting.Figures;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Reporting.Data;

/// <summary>
/// The swept hyperparameters for the script, with their values in words, or as numbers where these came from a range, and the
/// levels that tables tell apart.
/// </summary>
internal static class HyperparameterData
{
    public static void Write(Utf8JsonWriter json, SweepSnapshot snapshot)
    {
        json.WriteStartArray("hyperparameters");
        foreach (HyperparameterScale scale in snapshot.Scales)
        {
            json.WriteStartObject();
            json.WriteString("name", scale.Name);
            json.WriteBoolean("numeric", scale.IsNumeric);
            if (!scale.IsRange)
                json.WriteTexts("values", scale.Values.Select(v => scale.Label(v)));
            if (scale.IsNumeric)
            {
                json.WritePropertyName("numbers");
                json.WriteWhole(scale.Values.Select(v => (double?)((NumberValue)v).Number));
            }

            if (scale.IsRange)
            {
                json.WriteTexts("levels", scale.Levels.Select(scale.Label));
                json.WriteIntegers("levelOf", scale.LevelOfValue.Select(i => (long?)i));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
