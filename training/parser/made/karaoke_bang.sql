CREATE TABLE branch (
  branch_id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  manager TEXT,
  open_year INTEGER,
  rating REAL
);
CREATE TABLE room (
  room_id INTEGER PRIMARY KEY,
  branch_id INTEGER REFERENCES branch(branch_id),
  name TEXT,
  size TEXT,
  capacity INTEGER,
  hourly_fee INTEGER
);
CREATE TABLE customer (
  customer_id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  grade TEXT,
  birth_year INTEGER,
  points INTEGER
);
CREATE TABLE booking (
  booking_id INTEGER PRIMARY KEY,
  room_id INTEGER REFERENCES room(room_id),
  customer_id INTEGER REFERENCES customer(customer_id),
  book_date DATE,
  hours INTEGER,
  guests INTEGER,
  status TEXT
);
CREATE TABLE song (
  song_id INTEGER PRIMARY KEY,
  title TEXT,
  artist TEXT,
  genre TEXT,
  year INTEGER,
  length_sec INTEGER
);
CREATE TABLE song_play (
  booking_id INTEGER,
  song_id INTEGER,
  score INTEGER,
  key_shift INTEGER,
  PRIMARY KEY (booking_id, song_id),
  FOREIGN KEY (booking_id) REFERENCES booking(booking_id),
  FOREIGN KEY (song_id) REFERENCES song(song_id)
);
INSERT INTO branch VALUES
(1,'별빛노래방','서울','최은호',2012,4.3),
(2,'메아리노래방','서울','한수진',2018,4.6),
(3,'파도노래타운','부산','오태식',2009,3.9),
(4,'무등노래궁','광주','임가희',2015,4.1),
(5,'한밭코인노래방','대전',NULL,2021,4.4),
(6,'동백노래방','부산','차민규',2017,4.0);
INSERT INTO room VALUES
(1,1,'별실','대형',12,30000),
(2,1,'달실','소형',4,15000),
(3,2,'장미실','중형',7,22000),
(4,2,'국화실','소형',3,16000),
(5,3,'갈매기실','대형',15,28000),
(6,3,'조개실','중형',8,18000),
(7,4,'수박실','중형',6,17000),
(8,5,'1번 부스','소형',2,8000),
(9,5,'2번 부스','소형',2,8500),
(10,6,'해운실','대형',10,26000);
INSERT INTO customer VALUES
(1,'김도윤','서울','골드',1995,5200),
(2,'이서아','서울','일반',2001,800),
(3,'박준서','부산','실버',1988,2700),
(4,'정하린','대전','일반',2004,350),
(5,'Emma Clarke','서울','골드',1992,6100),
(6,'윤지호','광주','실버',1979,3100),
(7,'Nguyen Linh','부산','일반',1998,NULL),
(8,'강민채','울산','일반',1999,120),
(9,'조현우','서울','실버',1983,1950);
INSERT INTO booking VALUES
(1,1,1,'2024-03-01',3,9,'완료'),
(2,3,1,'2024-03-15',2,5,'완료'),
(3,2,2,'2024-03-16',1,2,'취소'),
(4,5,3,'2024-04-05',4,14,'완료'),
(5,6,7,'2024-04-06',2,6,'완료'),
(6,8,4,'2024-04-12',1,1,'완료'),
(7,7,6,'2024-05-03',2,4,'완료'),
(8,3,5,'2024-05-11',3,6,'완료'),
(9,4,5,'2024-05-18',1,3,'취소'),
(10,1,5,'2024-06-02',5,11,'예약'),
(11,9,4,'2024-06-08',1,2,'예약'),
(12,6,3,'2024-06-09',2,7,'취소');
INSERT INTO song VALUES
(1,'달빛 편지','초록우산','발라드',2011,248),
(2,'심야버스','초록우산','댄스',2016,205),
(3,'부두의 밤','남궁철','트로트',1984,192),
(4,'Paper Moon Rider','The Lowlands','록',1997,276),
(5,'사탕비','하이소다','댄스',2022,187),
(6,'고향역 연가','남궁철','트로트',1979,201),
(7,'겨울 창가','민들레','발라드',2005,263),
(8,'번개소년','하이소다','댄스',2023,194),
(9,'끝없는 오후','민들레','록',2008,301),
(10,'장미와 라디오','서해안','트로트',1991,215);
INSERT INTO song_play VALUES
(1,1,88,0),
(1,5,94,2),
(1,3,79,-1),
(2,7,91,0),
(2,5,85,1),
(4,3,97,0),
(4,6,93,-2),
(4,4,72,0),
(5,2,83,3),
(6,8,66,0),
(7,6,99,0),
(8,4,90,-1),
(8,5,78,0),
(8,1,95,NULL);
