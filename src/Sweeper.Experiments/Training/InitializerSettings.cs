using Sweeper.Experiments.Hyperparameters;
using Sweeper.Neural.Initializers;
using Sweeper.Sweeps.Spaces;

namespace Sweeper.Experiments.Training;

/// <summary>Translates the hyperparameter <c>initializer</c>.</summary>
internal static class InitializerSettings
{
    public static IInitializer From(HyperparameterValues values)
    {
        var reader = new SettingsReader(values);
        const string initializer = HyperparameterNames.Initializer;
        return reader.Name(initializer) switch
        {
            "glorot_uniform" => new GlorotUniformInitializer(),
            "glorot_normal" => new GlorotNormalInitializer(),
            "he_uniform" => new HeUniformInitializer(),
            "he_normal" => new HeNormalInitializer(),
            "lecun_normal" => new LecunNormalInitializer(),
            InitializerHyperparameter.Normal => new NormalInitializer(reader.Setting(initializer, InitializerHyperparameter.Scale)),
            InitializerHyperparameter.Uniform => new UniformInitializer(reader.Setting(initializer, InitializerHyperparameter.Range)),
            string other => throw SettingsReader.Unknown(initializer, other),
        };
    }

    /// <summary>Whether the biases are drawn as well.</summary>
    public static bool DrawsBiases(HyperparameterValues values)
    {
        var reader = new SettingsReader(values);
        return reader.Name(HyperparameterNames.Initializer) is InitializerHyperparameter.Normal or InitializerHyperparameter.Uniform
            && reader.SettingName(HyperparameterNames.Initializer, InitializerHyperparameter.Biases) == InitializerHyperparameter.DrawnBiases;
    }
}
