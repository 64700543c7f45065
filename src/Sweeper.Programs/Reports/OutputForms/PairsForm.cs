using Sweeper.Programs.Reports.Notation;

namespace Sweeper.Programs.Reports.OutputForms;

/// <summary>
/// Names and numbers, several a line. With a step all count but times, sizes and settings; without one those that measure
/// something do, and a fraction under a single word that stands alone on its line, outside a list of settings.
/// </summary>
[Example("Epoch  1/20 | Loss: 0.4234 | Val Acc: 88.45%", "Loss@1=0.4234;Val Acc %@1=0.8845")]
[Example("Epoch 3: Loss: 0,713, Acc = 12,5 %", "Loss@3=0.713;Acc %@3=0.125")]
[Example("2023-05-15 22:50:17,398 INFO:Epoch 1: Train Loss=0.0717, Val Loss=0.0766", "Train Loss@1=0.0717;Val Loss@1=0.0766")]
[Example("step 250: train loss 3.1345 BPC, val loss 3.1441 BPC", "train loss@250=3.1345;val loss@250=3.1441")]
[Example("iter 110: loss nan, time 440.71ms, mfu 48.31%", "loss@110=NaN;mfu %@110=0.4831")]
[Example("step    1/10 | loss 11.032358 (+nanz)| norm 22.1414 (+nanz)| lr 8.57e-07 | 2494.44 ms | 40.3% bf16 MFU | 210183 tok/s",
    "loss@1=11.032358;norm@1=22.1414;lr@1=8.57e-07")]
[Example("Train Epoch: 1 [6400/60000 (11%)]\tLoss: 0.912735", "Loss@1=0.912735")]
[Example("Test set: Average loss: 0.2936, Accuracy: 9181/10000 (92%)",
    "Test set/Average loss@?=0.2936;Test set/Accuracy@?=0.9181")]
[Example("Epoch: [3][ 10/5005]\tTime  0.520 ( 0.600)\tLoss 6.9112e+00 (7.0112e+00)\tAcc@1   0.39 (  0.10)",
    "Loss@3=6.9112;Acc@1@3=0.39")]
[Example("Epoch 7/24\n----------\ntrain Loss: 0.6 Acc: 0.69\nval Loss: 0.2 Acc: 0.92",
    "train Loss@7=0.6;train Acc@7=0.69;val Loss@7=0.2;val Acc@7=0.92")]
[Example("[2]\ttraining's auc: 0.980526\tvalid_1's binary_logloss: 0.573687",
    "training's auc@2=0.980526;valid_1's binary_logloss@2=0.573687")]
[Example("[10]\tcv_agg's auc: 0.98 + 0.003", "cv_agg's auc@10=0.98")]
[Example("[0]\ttrain-rmse:3.2+0.1\ttest-rmse:3.4+0.2", "train-rmse@0=3.2;test-rmse@0=3.4")]
[Example("50:\tlearn: 0.0917333\ttest: 0.2496000\ttotal: 135ms\tremaining: 1.19s", "learn@50=0.0917333;test@50=0.2496")]
[Example("epoch 020 | valid on 'valid' subset | loss 4.366 | F1-score 0.5 | wps 50387.3 | best_loss 4.366",
    "valid/loss@20=4.366;valid/F1-score@20=0.5;valid/best_loss@20=4.366")]
[Example("Epoch[145] Batch [20]\tSpeed: 36.22 samples/sec\tTrain-Acc=0.774131", "Train-Acc@145=0.774131")]
[Example("[main] INFO org.app.ScoreIterationListener - Score at iteration 77300 is 0.6493701617284622",
    "Score@77300=0.6493701617284622")]
[Example("epoch 4, minibatch 120/120, validation error 83.900000 %", "validation error %@4=0.839")]
[Example("Pre-training layer final, epoch 80, cost  0.198974", "Pre-training layer final/cost@80=0.198974")]
[Example("cost=0.25; status=SUCCESS; additional_info=none", "cost@?=0.25")]
[Example("Validation-accuracy=0.98\nloss: 0.25 (step 10)\nx: 0.1", "Validation-accuracy@?=0.98;loss@10=0.25;x@10=0.1")]
[Example("Accuracy of the network on the 10000 test images: 54 %", "Accuracy of the network on the 10000 test images %@?=0.54")]
[Example("EPOCH 2:\n  batch 1000 loss: 1.5\nLOSS train 0.5354 valid 0.4567",
    "loss@2=1.5;LOSS train@2=0.5354;LOSS valid@2=0.4567")]
[Example("Epoch: [1][5/9]\tAcc@1 0.4 (0.1)\nTest: [8/9]\tAcc@1 50.78 ( 50.9)\n *   Acc@1 51.2",
    "Acc@1@1=0.4;Test/Acc@1@1=50.78;Test/Acc@1@1=51.2")]
[Example("Saving dict for global step 1000: accuracy = 0.9123, global_step = 1000, loss = 0.3123",
    "accuracy@1000=0.9123;loss@1000=0.3123")]
[Example("(epoch: 3, iters: 100, time: 0.512, data: 0.01) G_GAN: 0.512 G_L1: 12.3", "G_GAN@3=0.512;G_L1@3=12.3")]
[Example("epoch 001:    100 / 1000 loss=12.3, wps=1000, num_updates=100, gnorm=2.1", "loss@1=12.3;gnorm@1=2.1")]
[Example("Training loss (for one batch) at step 200: 0.9876", "Training loss (for one batch)@200=0.9876")]
[Example("★ Epoch 1,200 ✅ Done! Test accuracy: 91.23%. New best score: 0.9", "Test accuracy %@1200=0.9123;New best "
    + "score@1200=0.9")]
[Example("[0/25][0/1583]\tLoss_D: 1.7410\tD(x): 0.5343\tD(G(z)): 0.5771 / "
    + "0.0136", "Loss_D@0=1.741;D(x)@0=0.5343;D(G(z))@0=0.5771")]
[Example("Run 01 | Epoch 100 | loss=0.5\n[LightGBM] [Info] Start training from score 0.521150", "loss@100=0.5")]
[Example("num_parameters: 124439808\nmax_seq_len: 1024\nlearning_rate: 0.001\noptimizer: adam\nmargin: 0.5\n"
    + "obj = -22405.2, rho = -4.17", "")]
[Example("Namespace(lr=0.1, loss=0.5, epochs=10)\nLinear(in_features=784, bias=True)\nTotal time: 12:02:42\nnumpy==1.26\n"
    + "CUDA version: 11.8", "")]
[Example("2024-01-01 10:00:00.123 | INFO     | __main__:train:42 - epoch: 3, val_loss: 0.40", "val_loss@3=0.4")]
[Example("10:00:00 INFO train.py:12: Epoch 7/10 val_loss 0.36", "val_loss@7=0.36")]
[Example("[10:00:00] INFO     Epoch 1: loss=0.5                              train.py:42", "loss@1=0.5")]
[Example("[Epoch 5] train: loss=0.3, acc=0.9; val: loss=0.4, acc=0.8", "loss@5=0.3;acc@5=0.9;val/loss@5=0.4;val/acc@5=0.8")]
[Example("Epoch 6 finished. Validation Loss : 0.39", "Validation Loss@6=0.39")]
[Example("INFO:src.train.loss:loop:8: step 5 loss=0.25", "loss@5=0.25")]
[Example("Epoch 1: val_loss improved from inf to 0.22417, saving model to best-0.22.h5", "")]
internal sealed class PairsForm : IOutputForm
{
    private const int WordsOfName = 4;

    private readonly PairScanner _scanner = new();
    private bool _amongSettings;
    private bool _repeats;

    public bool Read(string line, OutputContext context)
    {
        if (_repeats)
        {
            _repeats = false;
            return true;
        }

        // LightGBM prints its best round again.
        _repeats = line.AsSpan().TrimEnd().EndsWith("est iteration is:") || line.AsSpan().TrimEnd().EndsWith("est iteration:");
        StepText step = StepText.Find(line);
        _scanner.Read(step.Rest);
        NoteSettings(line);
        if (step.Step is null)
            ReadWithoutStep(line, context);
        else if (_scanner.Pairs.Count == 0 && step.IsEpoch && !step.Rest.AsSpan().ContainsAnyInRange('A', 'z'))
            context.Announce(step.Step.Value);
        else
            ReadAtStep(step.IsPart && context.AnnouncedEpoch is { } epoch ? epoch : step.Step.Value, context);
        return _scanner.Pairs.Count > 0;
    }

    private void ReadAtStep(long step, OutputContext context)
    {
        context.MoveTo(step);
        if (_scanner.Pairs.Count > 0)
            context.Set = _scanner.Set;
        foreach (Pair pair in _scanner.Pairs)
        {
            bool isSetting = pair.Digits < 0 && !MetricWords.IsMeasure(pair.Name)
                && (!pair.IsSigned || (MetricWords.IsSetting(pair.Name) && !MetricWords.IsLearningRate(pair.Name)));
            if (!isSetting && !MetricWords.IsStep(pair.Name) && !MetricWords.IsUnwanted(pair.Name))
                context.Report(Name(pair), pair.Value, step);
        }
    }

    private void ReadWithoutStep(string line, OutputContext context)
    {
        context.Set = _scanner.Set ?? context.Set;
        foreach (Pair pair in _scanner.Pairs)
        {
            bool isSentence = pair.Name.AsSpan().Count(' ') >= WordsOfName;
            if (MetricWords.IsSetting(pair.Name) || MetricWords.IsUnwanted(pair.Name)
                || (isSentence && !IsResult(pair, context)))
                continue;

            bool isMeasure = MetricWords.IsMeasure(pair.Name) && !(_amongSettings && pair.Digits < 0);
            if (isMeasure || (!_amongSettings && IsAlone(pair, line)))
                context.ReportHere(Name(pair), pair.Value);
        }
    }

    // "Accuracy of the network on the 10000 test images: 54 %": what it measures begins or ends it, and it says something new.
    private static bool IsResult(Pair pair, OutputContext context)
    {
        string name = pair.Name;
        return (name.Split(' ').Take(2).Any(MetricWords.IsMeasure) || MetricWords.IsMeasure(name[(name.LastIndexOf(' ') + 1)..]))
            && !context.IsRepeated(pair.IsPercent ? pair.Value * 100 : pair.Value, Math.Max(0, pair.Digits));
    }

    private bool IsAlone(Pair pair, string line) =>
        _scanner.Pairs.Count == 1 && !_scanner.HasText && pair.IsSigned && pair.Digits >= 0
        && !pair.Name.Contains(' ', StringComparison.Ordinal) && !MetricWords.IsStep(pair.Name)
        && line.AsSpan().TrimStart().StartsWith(pair.Name, StringComparison.Ordinal);

    // Settings are printed below each other, some of them numbers of unknown names.
    private void NoteSettings(string line)
    {
        if (_scanner.Pairs.Count > 1 || !line.AsSpan().ContainsAny(':', '='))
            _amongSettings = false;
        else
            _amongSettings |= _scanner.Pairs.Count == 0 ? _scanner.HasText : MetricWords.IsSetting(_scanner.Pairs[0].Name);
    }

    private string Name(Pair pair)
    {
        string name = _scanner.Set is { } set && MetricWords.SetWord(pair.Name) is null ? $"{set}/{pair.Name}" : pair.Name;
        return pair.IsPercent ? $"{name} %" : name;
    }
}
