using System.Text;
using System.Text.Json;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Tests.Attachments;

public sealed class ClassifierExamplesTests
{
    [Fact]
    public void Choose_Predictions_TakesTheSurestErrorsAndSomeOfEachClass()
    {
        byte[] labels = [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 3))];
        byte[] predicted = [.. labels.Select((l, i) => i < 30 ? (byte)((l + 1) % 3) : l)];
        float[] probabilities =
            [.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Range(0, 3).Select(c => c == predicted[i] ? i / 100f : 0))];

        (var errors, var hits) = ClassifierExamples.Choose(ClassPredictions.Of(predicted, probabilities, labels, 3));

        Assert.Equal(Enumerable.Range(10, 20).Reverse(), errors);
        Assert.Equal(Enumerable.Range(30, 10), hits);
    }

    [Fact]
    public void FromJson_AttachedExamples_AreTheSameAndSmall()
    {
        ClassifierExamples examples = Examples();

        byte[] content = examples.ToAttachment().Content.ToArray();
        ClassifierExamples read = ClassifierExamples.FromJson(content);

        Assert.Equal(examples.Errors[0].Pixels.AsEnumerable(), read.Errors[0].Pixels);
        Assert.Equal(examples.Errors[0] with { Pixels = [] }, read.Errors[0] with { Pixels = [] });
        Assert.InRange(content.Length, 100, 600);
    }

    [Theory]
    [InlineData("\"width\":28", "\"width\":27")]
    [InlineData("\"height\":28,\"channels\":1", "\"height\":14,\"channels\":2")]
    [InlineData("\"label\":1", "\"label\":2")]
    [InlineData("\"predicted\":0", "\"predicted\":-1")]
    [InlineData("\"pixels\":\"", "\"pixels\":\"AAAA")]
    [InlineData("\"classes\":[\"a\",\"b\"]", "\"classes\":null")]
    [InlineData("\"hits\":[]", "\"hits\":[null]")]
    public void FromJson_AlteredContent_IsRefused(string found, string altered)
    {
        string json = Encoding.UTF8.GetString(Examples().ToAttachment().Content.Span);
        Assert.Contains(found, json, StringComparison.Ordinal);

        byte[] content = Encoding.UTF8.GetBytes(json.Replace(found, altered, StringComparison.Ordinal));

        Assert.ThrowsAny<JsonException>(() => ClassifierExamples.FromJson(content));
    }

    private static ClassifierExamples Examples() => new()
    {
        Width = 28,
        Height = 28,
        Classes = ["a", "b"],
        Subset = "test",
        Errors =
        [
            new ClassifierExample
            {
                Index = 7, Label = 1, Predicted = 0, Probability = 0.75f, TrueProbability = 0.25f,
                Pixels = [.. Enumerable.Range(0, 784).Select(i => (byte)(i % 28 == 3 ? 255 : 0))],
            },
        ],
        Hits = [],
    };
}
