using Survey.Scheduler;

return await SchedulerCommandLine.RunAsync(args);
