CREATE TABLE charities (
  id INTEGER PRIMARY KEY,
  name TEXT,
  cause TEXT,
  founded INTEGER,
  head_office TEXT
);
CREATE TABLE shops (
  id INTEGER PRIMARY KEY,
  charity_id INTEGER,
  name TEXT,
  city TEXT,
  floor_area INTEGER,
  monthly_rent REAL,
  opened DATE,
  FOREIGN KEY (charity_id) REFERENCES charities(id)
);
CREATE TABLE volunteers (
  id INTEGER PRIMARY KEY,
  name TEXT,
  age INTEGER,
  city TEXT,
  email TEXT
);
CREATE TABLE rotas (
  id INTEGER PRIMARY KEY,
  shop_id INTEGER,
  volunteer_id INTEGER,
  weekday TEXT,
  hours REAL,
  task TEXT,
  FOREIGN KEY (shop_id) REFERENCES shops(id),
  FOREIGN KEY (volunteer_id) REFERENCES volunteers(id)
);
CREATE TABLE donations (
  id INTEGER PRIMARY KEY,
  shop_id INTEGER,
  donor TEXT,
  category TEXT,
  given_on DATE,
  bags INTEGER,
  sold_for REAL,
  FOREIGN KEY (shop_id) REFERENCES shops(id)
);
INSERT INTO charities VALUES (1,'Open Door Trust','homelessness',1971,'Leeds'),(2,'Blue Kite','children',1989,'Bristol'),(3,'Harvest Hands','hunger',1994,'Dublin'),(4,'Warm Hearths','elderly',1962,'Leeds'),(5,'Second Spring','cancer research',2003,'Cardiff'),(6,'Little Oaks','children',2011,'Belfast'),(7,'Clear Wells','hunger',1998,'Bristol'),(8,'Harbour Light','homelessness',1955,'Hull');
INSERT INTO shops VALUES (1,1,'Open Door Headingley','Leeds',120,1450,'2009-05-16'),(2,1,'Open Door Shipley','Bradford',85,900,'2015-02-01'),(3,2,'Kite & Co','Bristol',140,2100,'2001-10-27'),(4,2,'Kite Books','Bristol',60,1150,'2018-07-07'),(5,3,'The Harvest Rail','Dublin',175,2650,'2012-03-19'),(6,4,'Hearth Corner','Leeds',95,1010,'1998-11-05'),(7,5,'Spring Again','Cardiff',110,1300,'2010-09-12'),(8,5,'Spring Vintage','Bristol',70,1725,'2021-04-30'),(9,6,'Acorn Cupboard','Belfast',55,640,'2019-06-22'),(10,7,'Wells Furniture','Cardiff',320,2300,'2016-01-09'),(11,3,'Harvest Seaside','Galway',66,NULL,'2023-05-01');
INSERT INTO volunteers VALUES (1,'Maureen Tattersall',71,'Leeds','mo.tatt@post.uk'),(2,'Kwame Boateng',34,'Bristol','kwb@mailbox.org'),(3,'Siobhán Kelly',52,'Dublin',NULL),(4,'Rhys Llewellyn',19,'Cardiff','rhysl@uni.cymru'),(5,'Fatima Zaidi',45,'Bradford','fzaidi@post.uk'),(6,'Piotr Nowicki',28,'Leeds','piotr.n@mailbox.org'),(7,'Grace Adeyemi',63,'Bristol',NULL),(8,'Conor Magill',22,'Belfast','cmagill@post.uk'),(9,'Ingrid Solheim',58,'Cardiff','ingrid@fjord.no'),(10,'Dilip Rao',67,'Leeds',NULL),(11,'Hannah Moss',31,'Bristol','hmoss@mailbox.org');
INSERT INTO rotas VALUES (1,1,1,'Monday',4,'till'),(2,1,1,'Thursday',5,'till'),(3,1,6,'Saturday',6.5,'sorting'),(4,2,5,'Tuesday',3,'steaming'),(5,3,2,'Saturday',7,'till'),(6,4,2,'Sunday',3.5,'pricing'),(7,3,7,'Monday',4.5,'sorting'),(8,5,3,'Friday',6,'till'),(9,6,1,'Wednesday',4,'pricing'),(10,7,4,'Saturday',5.5,'sorting'),(11,10,4,'Sunday',4,'carrying'),(12,10,9,'Friday',8,'till'),(13,9,8,'Saturday',5,'steaming'),(14,8,7,'Thursday',2.5,'pricing');
INSERT INTO donations VALUES (1,1,'Ellis family','clothes','2024-02-03',6,84.5),(2,1,'Leeds Rovers','sports kit','2024-03-11',4,61),(3,3,'Anonymous','books','2024-01-27',9,112.4),(4,4,'St Paul Library','books','2024-04-18',22,305.9),(5,5,'Anonymous','clothes','2024-02-14',11,203),(6,5,'Byrne & Sons','furniture','2024-05-02',1,140),(7,6,'Mrs Pickles','china','2024-03-29',2,38.75),(8,7,'Anonymous','toys','2024-06-08',5,47.2),(9,10,'Hotel Taff','furniture','2024-06-21',3,890),(10,10,'Hotel Taff','china','2024-06-21',7,155.6),(11,8,'Wardrobe 54','clothes','2024-05-19',8,466.3),(12,9,'Anonymous','toys','2024-07-01',3,NULL),(13,2,'Ellis family','books','2024-07-13',10,52.1);
