package dev.astir.app.insights;

/**
 * What somebody is at: a category, or an application that belongs to none. Immutable.
 *
 * @param isTalk messages and meetings: nobody is deep in work there
 * @param isMeeting meetings
 */
record Thing(String key, boolean isTalk, boolean isMeeting) {}
