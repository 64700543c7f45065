using System.Net;
using Sweeper.Storage;
using Sweeper.Sweeps.Store;

namespace Sweeper.Dashboard.Serving;

/// <summary>What a live page shows, and to whom.</summary>
public sealed record DashboardOptions
{
    /// <summary>The results folder.</summary>
    public required string Results { get; init; }

    /// <summary>The port; 0 for any that is free.</summary>
    public required int Port { get; init; }

    /// <summary>Where it listens: this machine alone unless another address is given.</summary>
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>What a browser must know to see anything; null for nothing, which only a loopback address allows.</summary>
    public string? Token { get; init; }

    /// <summary>Gives the classifiers that trials saved, for the sections that ask them; null for none.</summary>
    public Func<SqliteSweepReader, IClassifierSource?> Classifiers { get; init; } = _ => null;

    /// <summary>
    /// How much of one core may be spent on drawing again what only all of a sweep shows; 0 for once, and when something shown
    /// needs it. What is usual is little of all cores: sending, and looking for what is new, come on top of it.
    /// </summary>
    internal double WholeShare { get; init; } = 0.0015 * Environment.ProcessorCount;

    /// <summary>How much of one core may be spent, for all pages together, on what follows every commit.</summary>
    internal double QuickShare { get; init; } = 0.003 * Environment.ProcessorCount;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
