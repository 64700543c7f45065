using System.Text.Json;
using Sweeper.Sweeps.Attachments;

namespace Sweeper.Sweeps.Tests.Attachments;

public class ConfusionMatrixTests
{
    [Fact]
    public void Attachment_ReadBack_GivesTheMatrix()
    {
        var matrix = new ConfusionMatrix { Classes = ["cat", "dog"], Counts = [[3, 1], [0, 4]], Subset = "test" };
        TrialAttachment attachment = matrix.ToAttachment();
        Assert.Equal(ConfusionMatrix.AttachmentName, attachment.Name);
        Assert.Null(attachment.File);

        ConfusionMatrix read = ConfusionMatrix.FromJson(attachment.Content.Span);
        Assert.Equal(["cat", "dog"], read.Classes.AsEnumerable());
        Assert.Equal([3, 1], read.Counts[0].AsEnumerable());
        Assert.Equal([0, 4], read.Counts[1].AsEnumerable());
        Assert.Equal("test", read.Subset);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public void FromJson_SomethingElse_Throws(string json) =>
        Assert.ThrowsAny<JsonException>(() => ConfusionMatrix.FromJson(System.Text.Encoding.UTF8.GetBytes(json)));
}
