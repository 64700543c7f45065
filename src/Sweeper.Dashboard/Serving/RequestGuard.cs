using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sweeper.Dashboard.Serving;

/// <summary>
/// Decides who is answered. A page of another site may make a browser send requests here, and may have its own name lead to this
/// address; neither is answered, and nothing is changed without what only a page of this start knows.
/// </summary>
internal sealed class RequestGuard
{
    /// <summary>The header of requests that change something.</summary>
    public const string TokenHeader = "X-Sweeper-Token";

    private const string Cookie = "sweeper-access";
    private readonly DashboardOptions _options;
    private readonly bool _isLoopback;

    public RequestGuard(DashboardOptions options)
    {
        _options = options;
        _isLoopback = IPAddress.IsLoopback(options.Host);
    }

    /// <summary>What a page of this start sends along when it asks for a change.</summary>
    public string PageToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>
    /// The policy of all that is served: scripts, styles and requests of this server alone, and no page that frames this one.
    /// </summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Writes what every answer has.</summary>
    public static void WriteHeaders(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    /// <summary>Why a request is not answered, as a status and a sentence; null when it is.</summary>
    public (int Status, string Reason)? FindRefusal(HttpRequest request)
    {
        if (_isLoopback && !IsLoopbackName(request.Host.Host))
            return (StatusCodes.Status421MisdirectedRequest, "This server answers to localhost alone.");
        if (request.Headers.Origin is { Count: > 0 } origin && origin != $"{request.Scheme}://{request.Host}")
            return (StatusCodes.Status403Forbidden, "Pages of other sites are not answered.");
        string site = request.Headers["Sec-Fetch-Site"].ToString(), mode = request.Headers["Sec-Fetch-Mode"].ToString();
        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (site is "cross-site" or "same-site" && !(isRead && mode == "navigate"))
            return (StatusCodes.Status403Forbidden, "Pages of other sites are not answered.");
        if (_options.Token is not null && !HasAccess(request))
            return (StatusCodes.Status401Unauthorized,
                "Open the address with ?token=… that the server printed when it started.");
        if (isRead)
            return null;
        return request.Method != HttpMethods.Post
            ? (StatusCodes.Status405MethodNotAllowed, "Only GET, HEAD and POST are known here.")
            : !AreEqual(request.Headers[TokenHeader].ToString(), PageToken)
            ? (StatusCodes.Status403Forbidden, "The page is of an earlier start of the server: load it again.")
            : null;
    }

    /// <summary>
    /// Lets a browser in that came with the right token in its address: it gets a cookie, and is sent to the address without it.
    /// </summary>
    /// <returns>Whether the answer is complete.</returns>
    public bool LetIn(HttpContext context)
    {
        if (_options.Token is not string token || !AreEqual(context.Request.Query["token"].ToString(), token))
            return false;
        context.Response.Cookies.Append(
            Cookie, Proof(token), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        string rest = string.Join('&', context.Request.Query.Where(q => q.Key != "token").SelectMany(
            q => q.Value.Select(v => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(v ?? "")}")));
        context.Response.Redirect($"/{context.Request.Path.Value?.TrimStart('/', '\\')}{(rest.Length > 0 ? $"?{rest}" : "")}");
        return true;
    }

    private bool HasAccess(HttpRequest request) =>
        AreEqual(request.Cookies[Cookie] ?? "", Proof(_options.Token!))
        || AreEqual(request.Headers.Authorization.ToString(), $"Bearer {_options.Token}");

    // The cookie is not the token: what a browser keeps opens this start alone.
    private string Proof(string token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(PageToken), Encoding.UTF8.GetBytes(token)));

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private static bool AreEqual(string found, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(found), Encoding.UTF8.GetBytes(expected));
}
