using System.Globalization;
using System.Text.Json;
using Sweeper.Neural.Models;
using Sweeper.Neural.Networks;
using Sweeper.Sweeps.Attachments;
using Sweeper.Sweeps.Spaces;
using Sweeper.Training.LoadedData;

namespace Sweeper.Training.SavedModels;

/// <summary>The file that a trial leaves of its network: the weights, and in its header how they are used.</summary>
internal static class ModelFile
{
    /// <summary>The name of the attachment.</summary>
    public const string AttachmentName = "model";

    public const string Hyperparameters = "hyperparameters";
    public const string DatasetName = "dataset";
    /// <summary>Pixels 0 … 255 are multiplied by it to become inputs.</summary>
    public const string InputScale = "input_scale";
    public const string ImageWidth = "image_width";
    public const string ImageHeight = "image_height";

    /// <summary>Numbers per pixel; 1 when it is missing.</summary>
    public const string ImageChannels = "image_channels";

    /// <summary>Of a table, its columns and their means and deviations as a JSON object; missing for images.</summary>
    public const string Table = "table";

    /// <summary>The names of the classes as a JSON array.</summary>
    public const string ClassNames = "class_names";

    private const string Format =
        "x [height, width, channels], the channels of a pixel side by side; the layers of hyperparameters.architecture and a "
        + "dense one for the classes, in their order; "
        + "dense: y = x·weight + bias, weight [inputs, units], of all numbers of x in their order; "
        + "convolution, FcKsS: y[row, column, filter] = Σ x[S·row + i − padding, S·column + j − padding, channel]·weight[i, j, "
        + "channel, filter] + bias[filter], "
        + "x 0 outside, padding (K − 1) / 2 rounded down, with v none, S 1 where it is not written; "
        + "max pooling, pN: the largest number of each channel in squares of N×N side by side, what does not fill one left out; "
        + "after every layer with weights but the last batch normalisation, where there is one, for each unit or filter "
        + "(y − running_mean) / √(running_variance + 1e-5)·scale + shift, and the activation";

    public static TrialAttachment Attachment(Network<float> network, HyperparameterValues values, TrainingData data) => new()
    {
        Name = AttachmentName,
        MediaType = "application/octet-stream",
        File = new AttachmentFile("models", ".safetensors"),
        Content = SafetensorsFile.Write(network.Tensors, Texts(values, data)),
    };

    private static Dictionary<string, string> Texts(HyperparameterValues values, TrainingData data)
    {
        var texts = new Dictionary<string, string>
        {
            ["format"] = Format,
            [Hyperparameters] = values.Canonical,
            [DatasetName] = data.Dataset.Name,
            [InputScale] = data.PixelScale.ToString("R", CultureInfo.InvariantCulture),
            [ImageWidth] = data.Dataset.Train.Width.ToString(CultureInfo.InvariantCulture),
            [ImageHeight] = data.Dataset.Train.Height.ToString(CultureInfo.InvariantCulture),
            [ImageChannels] = data.Dataset.Train.Channels.ToString(CultureInfo.InvariantCulture),
            ["classes"] = string.Join(',', data.Dataset.ClassNames),
            [ClassNames] = JsonSerializer.Serialize(data.Dataset.ClassNames),
        };
        if (data.Table is not null)
            texts.Add(Table, JsonSerializer.Serialize(data.Table));
        return texts;
    }
}
