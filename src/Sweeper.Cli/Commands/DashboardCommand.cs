using System.CommandLine;
using System.Net;
using Sweeper.Cli.Running;
using Sweeper.Cli.Terminals;

namespace Sweeper.Cli.Commands;

/// <summary><c>dashboard</c>: a live page over the results folder, in a browser.</summary>
internal sealed class DashboardCommand : SweeperCommand
{
    private const int LeastToken = 8;

    private readonly CommandContext _context;
    private readonly Option<string> _results = SharedOptions.Results();
    private readonly Option<int> _port = new("--port")
    {
        Description = "Where to listen; 0 for any port that is free.",
        HelpName = "N",
        DefaultValueFactory = _ => LivePageStart.UsualPort,
    };

    private readonly Option<bool> _open = new("--open") { Description = "Open the page in a browser." };
    private readonly Option<IPAddress> _host = new("--host")
    {
        Description = "The address to listen on; any but a loopback address needs --token.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result =>
        {
            if (IPAddress.TryParse(result.Tokens[0].Value, out IPAddress? address))
                return address;
            result.AddError($"--host is '{result.Tokens[0].Value}'; it must be an address such as 127.0.0.1 or 0.0.0.0.");
            return null;
        },
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = "What a browser must know, as ?token=…, to see anything; at least 8 characters.",
        HelpName = "TEXT",
    };

    public DashboardCommand(CommandContext context)
        : base("dashboard", "Show the sweeps of a results folder in a browser, live while they run.", "sweeper dashboard --open")
    {
        _context = context;
        Add(_results);
        Add(_port);
        Add(_open);
        Add(_host);
        Add(_token);
        _port.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0
                && (!int.TryParse(result.Tokens[0].Value, out int port) || port is < 0 or > IPEndPoint.MaxPort))
                result.AddError(
                    $"--port is '{result.Tokens[0].Value}'; it must be a whole number from 0 to {IPEndPoint.MaxPort}.");
        });
        _token.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.Tokens[0].Value.Length < LeastToken)
                result.AddError($"--token is too short; it must have at least {LeastToken} characters.");
        });
        SetAction(ExecuteAsync);
    }

    private async Task<int> ExecuteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        TextWriter messages = _context.Messages.Profile.Out.Writer;
        using var signals = new StopSignals(messages, "the page closes", "The page is closed.");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, cancellation);
        var start = new LivePageStart(arguments.GetValue(_results)!, _context.Time, messages)
        {
            Port = arguments.GetValue(_port), Host = arguments.GetValue(_host)!, Token = arguments.GetValue(_token),
                OpensBrowser = arguments.GetValue(_open),
        };
        await using IAsyncDisposable page = await start.StartAsync(either.Token).ConfigureAwait(false);
        try
        {
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }

        return ExitCode.Done;
    }
}
