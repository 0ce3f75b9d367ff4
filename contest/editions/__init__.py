"""One year's contest and the regulation it runs by: stages, amendments, the public page, questions and answers."""
