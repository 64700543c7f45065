using Sweeper.Programs.Tries;

namespace Sweeper.Programs.Tests.Tries;

public class CommandFlagsTests
{
    [Theory]
    [InlineData("python train.py --lr 0.1 --batch-size 32", "python train.py ${args_no_equals}", "lr 0.1, batch-size 32")]
    [InlineData("python train.py --lr=0.1 --batch-size=32", "python train.py ${args}", "lr 0.1, batch-size 32")]
    [InlineData("python train.py model.lr=0.1 seed=3", "python train.py ${args_no_hyphens}", "model.lr 0.1, seed 3")]
    [InlineData("python train.py --shift -1e-3 --lr 1", "python train.py ${args_no_equals}", "shift -1e-3, lr 1")]
    [InlineData("python -u train.py --lr 1", "python -u train.py ${args_no_equals}", "lr 1")]
    [InlineData("python -m pack.train --lr 1", "python -m pack.train ${args_no_equals}", "lr 1")]
    [InlineData("dotnet run train.cs --lr 1", "dotnet run train.cs ${args_no_equals}", "lr 1")]
    [InlineData("dotnet run train.cs -- --lr 1", "dotnet run train.cs -- ${args_no_equals}", "lr 1")]
    [InlineData("./train -l 1 -b 2", "./train -l ${param.l} -b ${param.b}", "l 1, b 2")]
    [InlineData("./train --lr 1 --amp --epochs=3", "./train --lr ${param.lr} --amp --epochs=${param.epochs}", "lr 1, epochs 3")]
    [InlineData("./train --lr 1 data.csv", "./train --lr ${param.lr} data.csv", "lr 1")]
    [InlineData("./train --lr 1 --lr 2", "./train --lr ${param.lr} --lr 2", "lr 1")]
    [InlineData("sh train.sh 0.1 32", "sh train.sh ${param.argument_1} ${param.argument_2}", "argument_1 0.1, argument_2 32")]
    [InlineData("./train --amp", "./train --amp", "")]
    public void Of_CommandLine_HasItsSettings(string line, string command, string settings)
    {
        var flags = CommandFlags.Of([.. line.Split(' ')]);

        Assert.Equal(command.Split(' '), flags.Command);
        Assert.Equal(settings, string.Join(", ", flags.Settings.Select(s => $"{s.Key} {s.Value}")));
    }
}
