/** Many connections, one after another and at once, for a while: memory, threads and descriptors must stay where they are. */
package io.tisocket.reliability.load;
