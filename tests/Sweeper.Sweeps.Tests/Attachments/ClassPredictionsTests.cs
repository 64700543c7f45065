using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Tests.Attachments;

public sealed class ClassPredictionsTests
{
    private static readonly ClassPredictions Predictions = ClassPredictions.Of(
        predicted: [1, 0, 1], probabilities: [0.25f, 0.75f, 1, 0, 0.4f, 0.6f], labels: [1, 0, 0], classes: 2);

    [Fact]
    public void Of_Probabilities_KeepsThoseOfThePredictedAndTheTrueClass()
    {
        Assert.Equal([0.75, 1, 0.6], Predictions.Confidences.Select(c => Math.Round(c / 65535.0, 4)));
        Assert.Equal([0.75, 1, 0.4], Predictions.TrueProbabilities.Select(c => Math.Round(c / 65535.0, 4)));
    }

    [Fact]
    public void FromBytes_AttachedPredictions_AreTheSame()
    {
        ClassPredictions read = ClassPredictions.FromBytes(Predictions.ToAttachment().Content.ToArray());

        Assert.Equal(Predictions.Labels.AsEnumerable(), read.Labels);
        Assert.Equal(Predictions.Predicted.AsEnumerable(), read.Predicted);
        Assert.Equal(Predictions.Confidences.AsEnumerable(), read.Confidences);
        Assert.Equal(Predictions.TrueProbabilities.AsEnumerable(), read.TrueProbabilities);
    }

    [Fact]
    public void FromBytes_DamagedContent_IsRefused()
    {
        byte[] content = Predictions.ToAttachment().Content.ToArray();

        // The last bytes are a checksum, without which all is there.
        for (int i = 0; i < content.Length - 8; i++)
        {
            byte[] cut = content[..i];
            Assert.Throws<InvalidDataException>(() => ClassPredictions.FromBytes(cut));
        }
    }

    [Fact]
    public void Of_ManyExamples_KeepsTheFirst()
    {
        int count = ClassPredictions.MostExamples + 5;
        ClassPredictions many = ClassPredictions.Of(new byte[count], new float[2 * count], new byte[count], 2);

        Assert.Equal(
            ClassPredictions.MostExamples, ClassPredictions.FromBytes(many.ToAttachment().Content.ToArray()).Labels.Length);
    }

    [Fact]
    public void Calibration_OfPredictions_IsThatOfTheProbabilities()
    {
        Calibration expected = Calibration.Of([0.25f, 0.75f, 1, 0, 0.4f, 0.6f], [1, 0, 0], 2);

        Calibration actual = Predictions.Calibration();

        Assert.Equal(expected.ExpectedError, actual.ExpectedError, 4);
        Assert.Equal(expected.Bins.Select(b => (b.Count, b.Accuracy)), actual.Bins.Select(b => (b.Count, b.Accuracy)));
    }
}
