/**
 * Live state and batches of spans, on their way from journal to server: {@link
 * dev.astir.agent.upload.Uploader}.
 */
@NullMarked
package dev.astir.agent.upload;

import org.jspecify.annotations.NullMarked;
