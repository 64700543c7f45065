using Sweeper.Sweeps.Spaces;
using Sweeper.Sweeps.Trials;

namespace Sweeper.Sweeps.Tests.Trials;

public class TrialIdentityTests
{
    private static readonly HyperparameterValues Values = HyperparameterValues.Empty.With("learning_rate", 0.1)
        .With("activation", "relu");

    // Recorded identities must be found again by every later version, so the expected digits are fixed here. They are the first
    // half of: printf '{"activation":"relu","learning_rate":0.1}#1' | sha256sum
    [Fact]
    public void Of_KnownValues_IsTheSameForEver() =>
        Assert.Equal("824f6aff556526521ab8e52ffc0a52d5", TrialIdentity.Of(Values, 1).Hex);

    [Fact]
    public void Of_OtherRepeatOrValue_IsAnotherIdentity()
    {
        TrialIdentity[] identities =
            [TrialIdentity.Of(Values, 1), TrialIdentity.Of(Values, 2), TrialIdentity.Of(Values.With("learning_rate", 0.2), 1)];
        Assert.Equal(3, identities.Distinct().Count());
    }

    // printf '{"activation":"relu","learning_rate":0.1}#1/2' | sha256sum
    [Fact]
    public void Of_Fold_IsAnIdentityOfItsOwnForEver()
    {
        Assert.Equal("c390881f31e09a3e006872e4d3406087", TrialIdentity.Of(Values, 1, fold: 2).Hex);
        Assert.Equal(TrialIdentity.Of(Values, 1), TrialIdentity.Of(Values, 1, fold: null));
    }

    [Fact]
    public void Derive_Seed_DependsOnExperimentAndIdentityAlone()
    {
        TrialIdentity one = TrialIdentity.Of(Values, 1), two = TrialIdentity.Of(Values, 2);
        Assert.Equal(TrialSeed.Derive(42, one), TrialSeed.Derive(42, one));
        Assert.NotEqual(TrialSeed.Derive(42, one), TrialSeed.Derive(42, two));
        Assert.NotEqual(TrialSeed.Derive(42, one), TrialSeed.Derive(43, one));
    }

    [Fact]
    public void Derive_ManyIdentities_FitsADoubleExactly()
    {
        for (int repeat = 1; repeat <= 200; repeat++)
            Assert.InRange(TrialSeed.Derive(-7, TrialIdentity.Of(Values, repeat)), 0, (1L << 53) - 1);
    }

    [Theory]
    [InlineData(TrialState.Waiting, false)]
    [InlineData(TrialState.Running, false)]
    [InlineData(TrialState.Completed, true)]
    [InlineData(TrialState.Pruned, true)]
    [InlineData(TrialState.Diverged, true)]
    [InlineData(TrialState.Failed, false)]
    [InlineData(TrialState.Interrupted, false)]
    public void States_EachState_HasANameThatParsesBack(TrialState state, bool isDone)
    {
        Assert.Equal(state, TrialStates.Parse(state.Name()));
        Assert.Equal(isDone, state.IsDone());
    }
}
