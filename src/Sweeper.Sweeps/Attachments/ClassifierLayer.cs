namespace Sweeper.Sweeps.Attachments;

/// <summary>A layer of a <see cref="LayeredClassifier"/>.</summary>
public abstract record ClassifierLayer
{
    private protected ClassifierLayer()
    {
    }
}
