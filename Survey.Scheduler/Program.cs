using Survey.Scheduler;

return await CommandLine.RunAsync(args);
