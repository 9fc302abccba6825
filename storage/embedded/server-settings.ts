const MB = 1_048_576;

/**
 * The settings of the embedded server, as arguments; `memoryBytes`: of the machine. A thirty-second of it is for pages
 * that are read again and again, the inner ones of indexes above all: 128 MB of a desktop with 4 GB. Beyond 256 MB
 * the system's own cache does as well, and a server takes longer to start the more it has. fsync and synchronous_commit stay on, as PostgreSQL has them.
 */
export function serverSettings(port: number, socketFolder: string, memoryBytes: number): string[] {
  const buffers = Math.min(256, Math.max(64, Math.round(memoryBytes / 32 / MB)));
  const values = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: socketFolder,
    shared_buffers: `${buffers}MB`,
    // What the planner may think to find in memory: nothing is taken by it.
    effective_cache_size: `${Math.max(256, Math.round(memoryBytes / 2 / MB))}MB`,
    random_page_cost: '1.1', // PostgreSQL's own 4 is of turning disks
    max_connections: '100',
    max_wal_size: '512MB',
    max_worker_processes: '4',
    max_parallel_workers: '2',
    jit: 'off',
    log_min_messages: 'warning',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
