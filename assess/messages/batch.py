"""GF-5xx: something about a folder of submissions, a worker or a cluster."""

from __future__ import annotations

from assess.messages.message import Message

MESSAGES: dict[str, Message] = {
    "GF-501": Message(
        "“{file}”不是文件夹。",
        "“{file}” is not a folder.",
        "`assess batch` 要的是放着填报文件的文件夹；单个文件请用 `assess score`。",
        "`assess batch` takes a folder of submissions; for a single file use `assess score`.",
    ),
    "GF-502": Message(
        "链接“{file}”指向文件夹以外，没有读取。",
        "The link “{file}” leads outside the folder and was not read.",
        "请把文件本身复制进来，或删除这个链接。",
        "Copy the file itself into the folder, or remove the link.",
    ),
    "GF-503": Message(
        "这个文件还有 {count} 处问题没有列出。",
        "{count} more problems in this file are not listed.",
        "先改正已列出的，再运行 `assess score` 查看其余的。",
        "Mend those listed first, then see the rest with `assess score`.",
    ),
    "GF-504": Message(
        "给“{file}”评分时进程意外终止（可能是内存不足或被系统结束）。",
        "The process that scored “{file}” was killed (out of memory, or by the system).",
        "请单独运行 `assess score` 检查这个文件；其他文件不受影响。",
        "Check this file on its own with `assess score`; no other file is affected.",
    ),
    "GF-505": Message(
        "没有安装 dask.distributed，不能使用 --cluster。",
        "--cluster needs dask.distributed, which is not installed.",
        "运行 pip install 'green-factory-assess[cluster]' 安装。",
        "Install it with pip install 'green-factory-assess[cluster]'.",
    ),
    "GF-506": Message(
        "连不上集群“{address}”：{why}。",
        "No connection to the cluster at “{address}”: {why}.",
        "请检查地址（如 tcp://10.0.0.5:8786）、网络，以及调度器是否在运行。",
        "Check the address (such as tcp://10.0.0.5:8786), the network, and that the scheduler is running.",
    ),
    "GF-507": Message(
        "链接“{file}”指向的文件不在评分范围内，没有读取。",
        "The link “{file}” leads to a file that is not scored by itself, and was not read.",
        "请把文件本身放在这里，后缀用 .yaml 或 .yml；隐藏文件和结果文件夹里的文件不评分。",
        "Put the file itself here, named .yaml or .yml; hidden files and files in the folder of results are not scored.",
    ),
    "GF-508": Message(
        "“{file}”里没有填报文件（.yaml 或 .yml）。",
        "There are no submissions (.yaml or .yml) in “{file}”.",
        "请检查文件夹；新建填报用 `assess new`。没有写下任何内容。",
        "Check the folder; `assess new` starts a submission. Nothing was written.",
    ),
    "GF-509": Message(
        "给“{file}”评分时程序内部出错（{kind}）。其他文件不受影响。",
        "Internal error while scoring “{file}” ({kind}). No other file is affected.",
        "请单独运行 `assess score`（设 ASSESS_DEBUG=1 可看到细节），并把这一行告诉维护者。",
        "Run `assess score` on it alone (ASSESS_DEBUG=1 shows the details) and send this line to the maintainers.",
    ),
    "GF-551": Message(
        "“{file}”已评分，但 PDF 报告没有做出来（{kind}）。",
        "“{file}” was scored, but its PDF report could not be made ({kind}).",
        "请单独运行 `assess report`；`--format html` 可先出网页版。",
        "Run `assess report` on it alone; `--format html` gives the report as a web page meanwhile.",
    ),
    "GF-552": Message(
        "评分进程一启动就终止，无法继续。",
        "The processes that score end as soon as they start.",
        "请检查可用内存；用 --jobs 1 在一个进程里评分，加 --resume 接着做。",
        "Check the free memory; go on in a single process with --jobs 1 --resume.",
    ),
    "GF-553": Message(
        "与集群“{address}”的连接中断。",
        "The connection to the cluster at “{address}” was lost.",
        "已评的结果保留着；集群恢复后加 --resume 再运行即可接着做。",
        "What was scored is kept; when the cluster is back, go on with --resume.",
    ),
    "GF-554": Message(
        "工作进程的程序或规则库与这里不同（版本 {version}，规则库 {digest}）。",
        "A worker has another program or other rules than this machine (version {version}, rulebook {digest}).",
        "请在所有机器上安装同一版本；--criteria 的目录在各台机器上的路径和内容要相同。",
        "Install the same version on every machine; folders of --criteria must have the same path and content there.",
    ),
    "GF-510": Message(
        "“{file}”里没有 assess batch 的结果。",
        "“{file}” holds no results of assess batch.",
        "请写 `assess batch` 的输出文件夹，或其中的 results.jsonl、results.parquet。",
        "Name the folder that `assess batch` wrote, or the results.jsonl or results.parquet in it.",
    ),
    "GF-511": Message(
        "“{file}”读不出来：{why}。",
        "“{file}” cannot be read: {why}.",
        "文件可能不完整；请重新运行 `assess batch`（加 --resume 可以沿用没有改动的结果）。",
        "It may be incomplete; run `assess batch` again (--resume keeps what has not changed).",
    ),
    "GF-512": Message(
        "“{file}”的列不对：{columns}。",
        "Columns of “{file}” are missing or of another kind: {columns}.",
        "请用本程序的 `assess batch` 重新评分；不要手工改动 results 文件。",
        "Score again with this program's `assess batch`, and leave the results files as they are.",
    ),
    "GF-513": Message(
        "结果里没有方案“{scheme}”；有的是：{known}。",
        "There are no results under the scheme “{scheme}”; there are: {known}.",
        "请换 --scheme，或用这个方案重新运行 `assess batch`。",
        "Choose another --scheme, or run `assess batch` under this one.",
    ),
    "GF-514": Message(
        "结果是按别的规则库评出的（{found}），现在载入的是 {now}，不能放在一起汇总。",
        "The results were made with other rules ({found}) than those now loaded ({now}), so they cannot be put together.",
        "请加上评分时用的 --criteria，或用现在的规则重新运行 `assess batch`。",
        "Give the --criteria that were used for scoring, or run `assess batch` again with the present rules.",
    ),
    "GF-515": Message(
        "只有 {count} 家工厂，不足 {least} 家，无法匿名。",
        "With {count} factories, fewer than {least}, nobody can be anonymous.",
        "请汇总更多工厂，或不加 --anonymise，只在内部使用。",
        "Put more factories together, or leave --anonymise out and keep the page to yourself.",
    ),
    "GF-516": Message(
        "方案“{id}”不设星级，不能用来计目标。",
        "The scheme “{id}” has no stars, so no target can be counted by it.",
        "请在 counts.scheme 写有星级的方案；用 `assess scheme list` 查看。",
        "Name a scheme with stars in counts.scheme; `assess scheme list` shows them.",
    ),
}
