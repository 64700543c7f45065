namespace Sweeper.Reporting.ScottPlot.Tests;

public sealed class PlotSvgTests
{
    [Fact]
    public void Numbered_ClipPathsOfALongProcess_BeginAtOne() => Assert.Equal(
        """<clipPath id="cl_1"/><g clip-path="url(#cl_1)"/><clipPath id="cl_2"/><g clip-path="url(#cl_2)"/><g clip-path="url(#cl_1)"/>""",
        PlotSvg.Numbered(
            """<clipPath id="cl_2f"/><g clip-path="url(#cl_2f)"/><clipPath id="cl_30"/><g clip-path="url(#cl_30)"/><g clip-path="url(#cl_2f)"/>"""));

    [Fact]
    public void Numbered_TextThatReadsLikeAnIdentifier_StaysAsItIs() =>
        Assert.Equal("<text>cl_abc</text>", PlotSvg.Numbered("<text>cl_abc</text>"));
}
