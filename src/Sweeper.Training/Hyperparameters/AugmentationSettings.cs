using Sweeper.Datasets.Augmentation;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Training.Hyperparameters;

/// <summary>Translates the hyperparameter <c>augmentation</c>.</summary>
internal static class AugmentationSettings
{
    /// <summary>Null for none.</summary>
    public static AugmentationDefinition? From(HyperparameterValues values)
    {
        if (values[HyperparameterNames.Augmentation] is not MapValue map)
            return null;
        return new AugmentationDefinition
        {
            Shift = Amount(AugmentationHyperparameter.Shift),
            Rotate = Amount(AugmentationHyperparameter.Rotate),
            Scale = Amount(AugmentationHyperparameter.Scale),
            Shear = Amount(AugmentationHyperparameter.Shear),
            Elastic = Amount(AugmentationHyperparameter.Elastic),
            Flip = Amount(AugmentationHyperparameter.Flip),
        };

        double Amount(string name) => (map.Entries.GetValueOrDefault(name) as NumberValue)?.Number ?? 0;
    }
}
