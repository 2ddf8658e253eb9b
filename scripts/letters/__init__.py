"""The generator of the demo's Word files in the form of Decree 30/2020."""
