using Sweeper.Dashboard.Live;

namespace Sweeper.Dashboard.Pages;

/// <summary>What is shown in place of something that cannot be.</summary>
internal static class MessagePage
{
    public static async Task<PageContent> ContentAsync(string text, string heading = "Nothing to show") => PageContent.Of(
        heading,
        await PageRendering.RenderAsync<MessageBody>((nameof(MessageBody.Heading), heading), (nameof(MessageBody.Text), text))
            .ConfigureAwait(false));
}
