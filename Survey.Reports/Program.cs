using Survey.Reports;

return await ReportsCommandLine.Runner().RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
