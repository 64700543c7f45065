using Sweeper.Dashboard.Live;

namespace Sweeper.Dashboard.Tests.Live;

public sealed class PageContentTests
{
    [Fact]
    public void Of_SectionsAndData_AreTakenApartAndPutTogetherAgain()
    {
        const string Html = "<header>a</header><div class=\"x\"><section id=\"one\"><h2>b</h2></section> c <section "
            + "id=\"two-3\" hidden>d</section></div><script type=\"application/json\" id=\"data\">{}</script>";

        PageContent content = PageContent.Of("title", Html);

        Assert.Equal(["data", "header", "one", "two-3"], content.Parts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Html, content.Compose());
        Assert.DoesNotContain("<section", content.Layout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed", "now failures top")]
    [InlineData("pruned", "now top failures")]
    public void OfReport_TrialsFailed_ShowsThemFirst(string state, string order)
    {
        string report = "<html><main><header></header><div class=\"overview\"><section id=\"top\"></section></div><section "
            + $"id=\"failures\"><span class=\"sentence {state}\"></span></section></main>"
            + "<script type=\"application/json\" id=\"data\">{}</script><script>code</script></html>";

        PageContent content = PageContent.OfReport("title", report, PageContent.Slot("now"));

        string[] names = [.. new[] { "failures", "now", "top" }.OrderBy(
            n => content.Layout.IndexOf(PageContent.Slot(n), StringComparison.Ordinal))];
        Assert.Equal(order, string.Join(' ', names));
        Assert.Contains("data", content.Parts.Keys);
        Assert.DoesNotContain("code", content.Compose(), StringComparison.Ordinal);
    }
}
