using System.Text.Json;
using Sweeper.Storage.Codecs;
using Sweeper.Sweeps.Objectives;

namespace Sweeper.Storage.Tests.Codecs;

public sealed class StoredEarlyStoppingTests
{
    private static readonly EarlyStopping Rule = new()
    {
        Monitor = "validation \"loss\"", Goal = Goal.Minimize, Patience = 5, MinDelta = 1e-4, RestoreBest = true,
    };

    [Fact]
    public void Read_WhatWasWritten_IsTheSameRule()
    {
        Assert.Equal(Rule, StoredEarlyStopping.Read(StoredEarlyStopping.Write(Rule)));
        Assert.Null(StoredEarlyStopping.Read(StoredEarlyStopping.Write(null)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"monitor\":\"loss\"}")]
    [InlineData("{\"monitor\":\"loss\",\"goal\":\"minimize\",\"patience\":\"five\",\"min_delta\":0,\"restore_best\":true}")]
    public void Read_SomethingElse_IsRefused(string json) =>
        Assert.ThrowsAny<JsonException>(() => StoredEarlyStopping.Read(json));
}
