"""What every peer program prints: a line per epoch and the medians at the end, which the benchmark reads."""
import statistics
import time


class EpochLog:
    def __init__(self, name, epochs):
        self._name = name
        self._epochs = epochs
        self._train_seconds = []
        self._evaluation_seconds = []

    def run(self, train, evaluate):
        """Calls train() and evaluate() once an epoch; evaluate returns (loss, accuracy, test loss, test accuracy)."""
        for epoch in range(1, self._epochs + 1):
            begun = time.perf_counter()
            train()
            trained = time.perf_counter()
            loss, accuracy, test_loss, test_accuracy = evaluate()
            measured = time.perf_counter()
            self._train_seconds.append(trained - begun)
            self._evaluation_seconds.append(measured - trained)
            print(
                f"epoch {epoch}/{self._epochs} train {trained - begun:.4f}s eval {measured - trained:.4f}s "
                f"loss {loss:.4f} acc {accuracy:.4f} test_loss {test_loss:.4f} test_acc {test_accuracy:.4f}",
                flush=True,
            )

        train_median = statistics.median(self._train_seconds)
        evaluation_median = statistics.median(self._evaluation_seconds)
        print(
            f"{self._name} median epoch: train {train_median:.4f}s eval {evaluation_median:.4f}s "
            f"total {train_median + evaluation_median:.4f}s"
        )
