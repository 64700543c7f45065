// Brings the page to life. Without it, everything that is there can be read.

const board = startLeaderboard();
startCurves(board);
startHeatmap();
startParallel(board);
startDetails();
startLinks(openDetails);
startWeights();
startDrawing();
